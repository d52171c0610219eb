using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace Aspire.Hosting.Dashboard;

/// <summary>Finished markup. Whatever is interpolated into it is encoded, unless it is markup itself.</summary>
internal readonly struct Html(string? markup)
{
    public static readonly Html Empty = new("");

    public static Html Of(Text text) => new(text.ToString());

    public override string ToString() => markup ?? "";

    [InterpolatedStringHandler]
    internal readonly struct Text(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _markup = new(literalLength + (formattedCount * 16));

        public void AppendLiteral(string markup) => _markup.Append(markup);

        public void AppendFormatted(string? value) => _markup.Append(HtmlEncoder.Default.Encode(value ?? ""));

        public void AppendFormatted(int value) => _markup.Append(CultureInfo.InvariantCulture, $"{value}");

        public void AppendFormatted(Html markup) => _markup.Append(markup.ToString());

        public void AppendFormatted(IEnumerable<Html> parts)
        {
            foreach (var part in parts) _markup.Append(part.ToString());
        }

        public override string ToString() => _markup.ToString();
    }
}
