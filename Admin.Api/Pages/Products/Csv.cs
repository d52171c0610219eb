using System.Text;

namespace Admin.Api.Pages.Products;

/// <summary>
/// Comma-separated values as RFC 4180 has them. A cell that a spreadsheet program would take for a formula is written with an
/// apostrophe in front, and read without it; so is one that begins with an apostrophe, to come back as it was.
/// </summary>
internal static class Csv
{
    private const string FormulaSigns = "=+-@\t\r'";

    internal static string Line(params string[] cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>The rows of <paramref name="text"/> with the number of the line that each begins on; empty lines are skipped.</summary>
    /// <exception cref="FormatException">A quoted cell has no end.</exception>
    internal static IEnumerable<(int Line, string[] Cells)> Read(string text)
    {
        var position = 0;
        var line = 1;
        while (position < text.Length)
        {
            var begin = line;
            List<string> cells = [];
            do
            {
                cells.Add(ReadCell(text, ref position, ref line));
            }
            while (position < text.Length && text[position++] == ',');

            if (cells is not [""])
                yield return (begin, [.. cells.Select(Unguarded)]);
        }
    }

    /// <summary>Reads one cell and stops at the comma or behind the end of the line; a line's end is left as one line feed or nothing.</summary>
    private static string ReadCell(string text, ref int position, ref int line)
    {
        var cell = new StringBuilder();
        if (position < text.Length && text[position] == '"')
            ReadQuoted(text, ref position, ref line, cell);

        while (position < text.Length && text[position] is not (',' or '\n'))
            cell.Append(text[position++]);
        if (position < text.Length && text[position] == '\n')
            line++;
        if (cell.Length > 0 && cell[^1] == '\r')
            cell.Length--;
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
                line += text[position] == '\n' ? 1 : 0;
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
        if (text.Length > 0 && FormulaSigns.Contains(text[0]))
            text = "'" + text;
        return text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Unguarded(string text) =>
        text.Length > 1 && text[0] == '\'' && FormulaSigns.Contains(text[1]) ? text[1..] : text;
}
