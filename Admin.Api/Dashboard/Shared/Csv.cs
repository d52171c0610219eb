using System.Text.RegularExpressions;
using CsvHelper;

namespace Admin.Api.Dashboard.Shared;

/// <summary>
/// Comma-separated values as RFC 4180 has them, written so that no spreadsheet program finds a formula in them, and read in the dialects
/// that spreadsheet programs write. Programs of other languages take other separators, so a formula may also begin behind one within a
/// cell. In front of what would be a formula stands an apostrophe, which reading takes away.
/// </summary>
internal static partial class Csv
{
    // Formulas begin with these, East Asian programs' with the wide ones too; apostrophes in front are counted, to come back as they were.
    private const string Formula = @"'*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]";
    private const string CellStart = @"'*[\t\r\n]";
    private const string BehindSeparator = "(?<=[,;|\\t\\r\\n]\"*)";

    /// <summary>The mark at the beginning tells spreadsheet programs that this is UTF-8.</summary>
    /// <param name="stream">Stays open.</param>
    /// <param name="ragged">Whether rows may have more values than the first one, as they came.</param>
    internal static CsvWriter CreateWriter(Stream stream, bool ragged = false) =>
        CsvWriter.Create(stream, new CsvWriterOptions { WriteByteOrderMark = true, ValidateFieldCount = !ragged }, leaveOpen: true);

    internal static async Task WriteRowAsync(this CsvWriter writer, IEnumerable<string> cells, CancellationToken cancellationToken)
    {
        foreach (var cell in cells)
            writer.WriteField(Formulas().Replace(cell, "'"));
        await writer.EndRecordAsync(cancellationToken);
    }

    /// <summary>The rows of <paramref name="text"/> with the number of the line that each begins on; empty ones are skipped. The separator
    /// is the one that the first line says (<c>sep=;</c>), else the one that the first lines have in common.</summary>
    /// <exception cref="FormatException">A quoted cell has no end, or goes on behind it.</exception>
    internal static IEnumerable<(int Line, string[] Cells)> Read(string text)
    {
        var options = new CsvReaderOptions
        {
            HasHeader = false,
            TrackLineNumbers = true,
            OnMalformedRecord = Refuse,
        };
        using var reader = CsvReader.FromText(text, options);
        while (reader.Read())
        {
            var cells = reader.Current.ToArray();
            if (Array.Exists(cells, cell => cell.Length > 0) && !IsSeparatorLine(cells))
                yield return ((int)reader.LineNumber, Array.ConvertAll(cells, cell => Guards().Replace(cell, "")));
        }
    }

    /// <summary>Some programs put quotation marks around <c>sep=;</c>: to the reader it is a cell then.</summary>
    private static bool IsSeparatorLine(string[] cells) =>
        cells is [{ Length: 5 } cell] && cell.StartsWith("sep=", StringComparison.OrdinalIgnoreCase);

    // A quotation mark within a cell that has none around it (24" print) is text.
    private static void Refuse(CsvMalformedRecord record)
    {
        if (record.Reason == CsvMalformedReason.UnterminatedQuote)
            throw new FormatException(T("Line {0}: a quotation mark has no counterpart.", record.LineNumber));
        if (record.Reason == CsvMalformedReason.TextAfterClosingQuote)
            throw new FormatException(T("Line {0}: there is text between a closing quotation mark and the separator.", record.LineNumber));
    }

    [GeneratedRegex($"^(?={Formula}|{CellStart})|{BehindSeparator}(?={Formula})")]
    private static partial Regex Formulas();

    [GeneratedRegex($"^'(?={Formula}|{CellStart})|{BehindSeparator}'(?={Formula})")]
    private static partial Regex Guards();
}
