using System.Globalization;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What an expression is made of: a composite format, and a provider for each of its holes.</summary>
internal sealed class ExpressionParts(int literalLength = 0, int formattedCount = 0)
{
    public StringBuilder Format { get; } = new(literalLength + formattedCount * 3);

    public List<IValueProvider> Providers { get; } = new(formattedCount);

    public List<string> Expressions { get; } = new(formattedCount);

    public List<string?> StringFormats { get; } = new(formattedCount);

    public void AddText(string? text, string? format)
    {
        if (text is null)
            return;

        var value = format is null ? text : Apply(format, text);
        Format.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    public void Add<T>(T provider, string? format) where T : IValueProvider, IManifestExpressionProvider
    {
        Format.Append(CultureInfo.InvariantCulture, $"{{{Providers.Count}}}");
        Providers.Add(provider);
        Expressions.Add(provider.ValueExpression);
        StringFormats.Add(format);
    }

    public static string Apply(string format, string value) => format.ToLowerInvariant() switch
    {
        "uri" => Uri.EscapeDataString(value),
        _ => throw new NotSupportedException($"The format '{format}' is not supported. 'uri' is."),
    };
}
