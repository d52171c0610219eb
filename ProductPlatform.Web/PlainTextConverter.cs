using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProductPlatform.Web;

/// <summary>
/// Strings as Python's json module writes them: only what JSON forbids is escaped. The platform's encoders, the relaxed one
/// included, escape every character beyond the basic plane, and the pair's clients compare bytes.
/// </summary>
internal sealed class PlainTextConverter : JsonConverter<string>
{
    private const int LongestEscape = 6;

    // The two line separators are legal JSON but not legal JavaScript before ES2019, so they are escaped too.
    private static readonly SearchValues<char> Escaped = SearchValues.Create([
        .. Enumerable.Range(0, 0x20).Select(code => (char)code),
        '"',
        '\\',
        '\u2028',
        '\u2029',
    ]);

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(value.Length * LongestEscape + 2);
        writer.WriteRawValue(buffer.AsSpan(0, Quote(value, buffer)), skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static int Quote(ReadOnlySpan<char> text, Span<byte> target)
    {
        var written = 0;
        target[written++] = (byte)'"';
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(Escaped);
            written += Encoding.UTF8.GetBytes(plain < 0 ? text : text[..plain], target[written..]);
            if (plain < 0)
                break;

            written += Escape(text[plain], target[written..]);
            text = text[(plain + 1)..];
        }

        target[written++] = (byte)'"';
        return written;
    }

    private static int Escape(char character, Span<byte> target) =>
        Encoding.ASCII.GetBytes(
            character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\f' => "\\f",
                '\b' => "\\b",
                _ => $"\\u{(int)character:x4}",
            },
            target
        );
}
