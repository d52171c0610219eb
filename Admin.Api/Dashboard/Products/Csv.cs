using System.Text;
using System.Text.RegularExpressions;

namespace Admin.Api.Dashboard.Products;

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

    private static readonly char[] Separators = [',', ';', '\t'];

    internal static string Line(params string[] cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>The rows of <paramref name="text"/> with the number of the line that each begins on; empty ones are skipped.</summary>
    /// <exception cref="FormatException">A quoted cell has no end.</exception>
    internal static IEnumerable<(int Line, string[] Cells)> Read(string text, char separator)
    {
        var position = SeparatorLine().Match(text).Length;
        var line = position == 0 ? 1 : 2;
        while (position < text.Length)
        {
            var begin = line;
            List<string> cells = [];
            do
            {
                cells.Add(ReadCell(text, separator, ref position, ref line));
            } while (position < text.Length && text[position++] == separator);

            if (position < text.Length && text[position - 1] == '\r' && text[position] == '\n')
                position++;
            line++;
            if (cells.Exists(cell => cell.Length > 0))
                yield return (begin, [.. cells.Select(Unguarded)]);
        }
    }

    /// <summary>
    /// The separator of <paramref name="text"/>: the one that its first line says (<c>sep=;</c>), else the first with which the header has
    /// a column that <paramref name="isColumn"/> knows beside others; the comma when there is none.
    /// </summary>
    internal static char FindSeparator(string text, Func<string, bool> isColumn) =>
        SeparatorLine().Match(text) is { Success: true } line
            ? line.Groups[1].Value[0]
            : Separators.FirstOrDefault(
                separator => Read(text, separator).FirstOrDefault().Cells is { Length: > 1 } header && header.Any(isColumn),
                ','
            );

    private static string ReadCell(string text, char separator, ref int position, ref int line)
    {
        var cell = new StringBuilder();
        if (position < text.Length && text[position] == '"')
            ReadQuoted(text, ref position, ref line, cell);

        while (position < text.Length && text[position] is not ('\r' or '\n') && text[position] != separator)
            cell.Append(text[position++]);
        return cell.ToString();
    }

    private static void ReadQuoted(string text, ref int position, ref int line, StringBuilder cell)
    {
        var begin = line;
        for (position++; ; position++)
        {
            if (position >= text.Length)
                throw new FormatException($"Line {begin}: a quotation mark has no counterpart.");
            if (text[position] != '"')
            {
                if (text[position] == '\n' || (text[position] == '\r' && (position + 1 == text.Length || text[position + 1] != '\n')))
                    line++;
                cell.Append(text[position]);
            }
            else if (position + 1 < text.Length && text[position + 1] == '"')
            {
                cell.Append(text[position++]);
            }
            else
            {
                position++;
                return;
            }
        }
    }

    private static string Cell(string text)
    {
        text = Formulas().Replace(text, "'");
        return text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Unguarded(string text) => Guards().Replace(text, "");

    [GeneratedRegex($"^(?={Formula}|{CellStart})|{BehindSeparator}(?={Formula})")]
    private static partial Regex Formulas();

    [GeneratedRegex($"^'(?={Formula}|{CellStart})|{BehindSeparator}'(?={Formula})")]
    private static partial Regex Guards();

    [GeneratedRegex("^\"?sep=([^\r\n])\"?(\r\n|\r|\n)", RegexOptions.IgnoreCase)]
    private static partial Regex SeparatorLine();
}
