namespace Admin.Api.Dashboard.Products;

/// <summary>What an import would do, line by line; it changes nothing.</summary>
internal sealed record ImportPlan(
    ImportHeader? Header,
    IReadOnlyList<ImportLine> Lines,
    IReadOnlyList<ProductDraft> Drafts,
    IReadOnlyList<string> Errors
)
{
    internal const int MaxLines = 5000;

    internal int Wrong { get; } = Lines.Count(line => line.IsWrong);

    internal int Added { get; } = Drafts.Count(draft => draft.Id is null);

    internal int Warned { get; } = Lines.Count(line => line.Warning is not null);

    internal int Same { get; } = Lines.Count(line => line.IsSame);

    internal int Changed => Drafts.Count - Added - Same;

    internal bool CanApply => Errors.Count == 0 && Drafts.Count > 0;

    internal static async Task<ImportPlan> MakeAsync(string text, AdminDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            var rows = Csv.Read(text.TrimStart('\uFEFF')).Take(MaxLines + 2).ToList();
            if (rows.Count < 2)
                return Refuse(T("There is nothing to import: the first line names the columns, the others are products."));
            if (rows.Count > MaxLines + 1)
                return Refuse(T("There are more than {0} products. Import them in parts.", MaxLines));

            var header = ImportHeader.Parse(WithoutEmptyEnd(rows[0].Cells, 0));
            return await ReadAsync(
                rows.Skip(1).Select(row => (row.Line, WithoutEmptyEnd(row.Cells, header.Count))),
                header,
                db,
                cancellationToken
            );
        }
        catch (FormatException exception)
        {
            return Refuse(exception.Message);
        }
    }

    /// <summary>The lines that an import has left out.</summary>
    /// <param name="text">Those lines as a file of their own, by whose lines they are numbered.</param>
    internal ImportPlan LeftOut(string text) =>
        new(
            Header,
            [.. Lines.Where(line => line.IsWrong).Zip(Csv.Read(text).Skip(1), (line, row) => line with { Number = row.Line })],
            [],
            []
        );

    private static async Task<ImportPlan> ReadAsync(
        IEnumerable<(int Line, string[] Cells)> rows,
        ImportHeader header,
        AdminDbContext db,
        CancellationToken cancellationToken
    )
    {
        // One look at the database for all ids that are ids.
        var parsed = rows.Select(row => (row.Line, row.Cells, Id: header.CellOf(row.Cells, "id"))).ToList();
        var ids = parsed.Select(row => ToId(row.Id)).OfType<int>().Distinct().ToList();
        var known = await db
            .Products.Where(product => ids.Contains(product.Id))
            .Select(product => new ProductEdit(product.Id, product.Version, product.Title, product.Image))
            .ToDictionaryAsync(product => product.Id, cancellationToken);
        var seen = new HashSet<int>();
        List<ImportLine> lines = [];
        List<ProductDraft> drafts = [];
        foreach (var (number, cells, idText) in parsed)
        {
            var (title, image, likes) = (header.CellOf(cells, "title"), header.CellOf(cells, "image"), header.CellOf(cells, "likes"));
            var (input, fields) = ProductForm.Check(title, image, likes, header.NameOf);
            var errors = fields.SelectMany(field => field.Value).ToList();
            var id = ToId(idText);
            var before = id is null ? null : known.GetValueOrDefault(id.Value);
            if (cells.Length != header.Count)
                errors.Add(T("There are {0} values for {1} columns.", cells.Length, header.Count));
            if (idText.Length > 0 && before is null)
                errors.Add(T("{0}: There is no product {1}. Leave the id empty to add one.", header.NameOf("id"), idText));
            else if (id is not null && !seen.Add(id.Value))
                errors.Add(T("{0}: Product {1} is in this file twice.", header.NameOf("id"), id));

            lines.Add(new ImportLine(number, cells, id, input?.Title ?? title, input?.Image ?? image, likes, before, errors));
            if (errors.Count == 0)
                drafts.Add(new ProductDraft(id, input!.Title, input.Image, input.Likes));
        }

        return new ImportPlan(header, lines, drafts, []);
    }

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

    private static ImportPlan Refuse(string error) => new(null, [], [], [error]);
}
