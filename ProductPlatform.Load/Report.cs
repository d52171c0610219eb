using System.Globalization;
using System.Text;

namespace ProductPlatform.Load;

/// <summary>A table of figures for people: what was counted, and how many.</summary>
internal sealed class Report
{
    private readonly StringBuilder _text = new();

    internal Report Line(string what, object value)
    {
        _text.AppendLine(CultureInfo.InvariantCulture, $"  {what, -58} {value, 16}");
        return this;
    }

    internal Report Lines(IEnumerable<KeyValuePair<string, int>> counts)
    {
        foreach (var (what, count) in counts.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            Line(what, count);
        return this;
    }

    public override string ToString() => _text.ToString();
}
