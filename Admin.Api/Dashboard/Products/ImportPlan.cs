namespace Admin.Api.Dashboard.Products;

internal sealed record ImportLine(int Number, string What, string Title, string Image, string Likes, IReadOnlyList<string> Errors);

/// <summary>What an import would do, line by line; it changes nothing.</summary>
internal sealed record ImportPlan(IReadOnlyList<ImportLine> Lines, IReadOnlyList<ProductDraft> Drafts, IReadOnlyList<string> Errors)
{
    internal const int MaxLines = 5000;

    private static readonly string[] Columns = ["id", "title", "image", "likes"];

    internal int Wrong => Lines.Count(line => line.Errors.Count > 0);

    internal int Added => Drafts.Count(draft => draft.Id is null);

    internal int Changed => Drafts.Count - Added;

    internal bool CanApply => Errors.Count == 0 && Wrong == 0 && Drafts.Count > 0;

    internal static async Task<ImportPlan> MakeAsync(string text, AdminDbContext db, CancellationToken cancellationToken)
    {
        List<(int Line, string[] Cells)> rows;
        try
        {
            rows = [.. Csv.Read(text.TrimStart('\uFEFF')).Take(MaxLines + 2)];
        }
        catch (FormatException exception)
        {
            return Refuse(exception.Message);
        }

        if (rows.Count < 2)
            return Refuse("There is nothing to import: the first line names the columns, the others are products.");
        if (rows.Count > MaxLines + 1)
            return Refuse($"There are more than {MaxLines} products. Import them in parts.");

        var header = WithoutEmptyEnd(rows[0].Cells, 0).Select(Name).ToList();
        if (header.Find(name => !Columns.Contains(name)) is { } unknown)
        {
            return Refuse(
                $"The column \"{unknown}\" is not known. Columns are title and image, and optionally id and likes, "
                    + "separated by commas, semicolons or tabs; another separator is named by a first line such as sep=|."
            );
        }

        if (!header.Contains("title") || !header.Contains("image") || header.Distinct().Count() < header.Count)
            return Refuse("The first line must name the columns title and image, each once, separated by commas, semicolons or tabs.");

        return await ReadAsync(
            rows.Skip(1).Select(row => (row.Line, WithoutEmptyEnd(row.Cells, header.Count))),
            header,
            db,
            cancellationToken
        );
    }

    private static async Task<ImportPlan> ReadAsync(
        IEnumerable<(int Line, string[] Cells)> rows,
        List<string> header,
        AdminDbContext db,
        CancellationToken cancellationToken
    )
    {
        // One look at the database for all ids that are ids.
        var parsed = rows.Select(row => (row.Line, row.Cells, Id: CellOf(row.Cells, "id"))).ToList();
        var ids = parsed.Select(row => ToId(row.Id)).OfType<int>().Distinct().ToList();
        var known = await db
            .Products.Where(product => ids.Contains(product.Id))
            .Select(product => product.Id)
            .ToHashSetAsync(cancellationToken);
        var seen = new HashSet<int>();
        List<ImportLine> lines = [];
        List<ProductDraft> drafts = [];
        foreach (var (number, cells, idText) in parsed)
        {
            var (title, image, likes) = (CellOf(cells, "title"), CellOf(cells, "image"), CellOf(cells, "likes"));
            var (input, fields) = ProductForm.Check(title, image, likes);
            var errors = fields.SelectMany(field => field.Value.Select(sentence => $"{field.Key}: {sentence}")).ToList();
            var id = ToId(idText);
            if (cells.Length != header.Count)
                errors.Add($"There are {cells.Length} values for {header.Count} columns.");
            if (idText.Length > 0 && (id is null || !known.Contains(id.Value)))
                errors.Add($"id: There is no product {idText}. Leave the id empty to add one.");
            else if (id is not null && !seen.Add(id.Value))
                errors.Add($"id: Product {id} stands here twice.");

            lines.Add(new ImportLine(number, id is null ? "Add" : $"Change #{id}", title, image, likes, errors));
            if (errors.Count == 0)
                drafts.Add(new ProductDraft(id, input!.Title, input.Image, input.Likes));
        }

        return new ImportPlan(lines, drafts, []);

        string CellOf(string[] cells, string column) =>
            header.IndexOf(column) is var index && index >= 0 && index < cells.Length ? cells[index].Trim() : "";
    }

    private static string Name(string cell) => cell.Trim().ToLowerInvariant();

    /// <summary>Spreadsheet programs fill lines up with empty cells: beyond <paramref name="count"/> they mean nothing.</summary>
    private static string[] WithoutEmptyEnd(string[] cells, int count)
    {
        var length = cells.Length;
        while (length > count && cells[length - 1].Length == 0)
            length--;
        return cells[..length];
    }

    private static int? ToId(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;

    private static ImportPlan Refuse(string error) => new([], [], [error]);
}
