namespace Admin.Api.Dashboard.Products;

/// <summary>The first line of an import: which column is what, by the names that the file has for them.</summary>
internal sealed class ImportHeader
{
    /// <summary>What a file of lines with errors has in addition; it may come back as it is.</summary>
    internal const string Reason = "reason";

    private static readonly string[] Known = ["id", "title", "image", "likes", Reason];

    private readonly List<string> _names;

    private ImportHeader(string[] cells)
    {
        Cells = cells;
        _names = [.. cells.Select(cell => cell.Trim().ToLowerInvariant())];
    }

    internal string[] Cells { get; }

    internal int Count => Cells.Length;

    /// <exception cref="FormatException">The columns are not those of products; the message says what to do.</exception>
    internal static ImportHeader Parse(string[] cells)
    {
        var header = new ImportHeader(cells);
        if (header._names.Find(name => !Known.Contains(name)) is { } unknown)
        {
            throw new FormatException(
                T("The column \"{0}\" is not known.", unknown)
                    + " "
                    + T("Columns are title and image, and optionally id and likes.")
                    + " "
                    + T("They are separated by commas, semicolons or tabs, or by what a first line such as sep=| names.")
            );
        }

        return header._names.Contains("title") && header._names.Contains("image") && header._names.Distinct().Count() == header.Count
            ? header
            : throw new FormatException(
                T("The first line must name the columns title and image, each once, separated by commas, semicolons or tabs.")
            );
    }

    /// <summary>A column's name as the file has it.</summary>
    internal string NameOf(string column) => _names.IndexOf(column) is >= 0 and var index ? Cells[index].Trim() : column;

    internal string CellOf(string[] cells, string column) =>
        _names.IndexOf(column) is >= 0 and var index && index < cells.Length ? cells[index].Trim() : "";

    /// <summary>The lines with errors as a file that says what is wrong with each, to be corrected and imported.</summary>
    internal async Task<byte[]> WriteWrongAsync(IEnumerable<ImportLine> lines, CancellationToken cancellationToken)
    {
        var kept = Enumerable.Range(0, Count).Where(column => _names[column] != Reason).ToList();
        using var file = new MemoryStream();
        await using (var writer = Csv.CreateWriter(file, ragged: true))
        {
            await writer.WriteRowAsync([.. kept.Select(column => Cells[column]), Reason], cancellationToken);
            foreach (var line in lines.Where(line => line.IsWrong))
            {
                var cells = kept.Select(column => column < line.Cells.Length ? line.Cells[column] : "");
                // Values without a column stand behind the last one: what the file had is all there.
                await writer.WriteRowAsync(
                    [.. cells, T("Line {0}: {1}", line.Number, string.Join(' ', line.Errors)), .. line.Cells.Skip(Count)],
                    cancellationToken
                );
            }
        }

        return file.ToArray();
    }
}
