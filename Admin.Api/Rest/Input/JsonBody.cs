using System.Text;
using System.Text.Json;

namespace Admin.Api.Rest.Input;

/// <summary>Reads a JSON body token by token: the last of two equal keys wins, and text may hold what .NET strings refuse.</summary>
internal static class JsonBody
{
    // As deep as the pair could go; the reader does not recurse, so depth costs one bit a level.
    private const int MaxDepth = 1000;

    internal static RequestData Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            var data = reader.TokenType == JsonTokenType.StartObject ? new RequestData(ReadFields(ref reader)) : NotADictionary(ref reader);
            reader.Read();
            return data;
        }
        catch (JsonException exception)
        {
            throw new UnreadableBodyException($"JSON parse error - {Explain(exception)}");
        }
    }

    private static Dictionary<string, FieldValue> ReadFields(ref Utf8JsonReader reader)
    {
        var fields = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(ref reader);
            reader.Read();
            fields[name] = reader.TokenType switch
            {
                JsonTokenType.String => new(FieldKind.Text, Text(ref reader)),
                JsonTokenType.Number => new(FieldKind.Number, PythonText.FromNumber(Encoding.UTF8.GetString(reader.ValueSpan))),
                JsonTokenType.Null => FieldValue.Null,
                _ => FieldValue.Other,
            };
            reader.Skip();
        }

        return fields;
    }

    private static RequestData NotADictionary(ref Utf8JsonReader reader)
    {
        var data = reader.TokenType switch
        {
            JsonTokenType.Null => RequestData.Null,
            JsonTokenType.StartArray => RequestData.Wrong("list"),
            JsonTokenType.String => RequestData.Wrong("str"),
            JsonTokenType.True or JsonTokenType.False => RequestData.Wrong("bool"),
            _ => RequestData.Wrong(reader.ValueSpan.IndexOfAny(".eE"u8) < 0 ? "int" : "float"),
        };
        reader.Skip();
        return data;
    }

    /// <summary>The token's text. Unlike the reader's own method it lets lone surrogates through, to be refused by a field's
    /// name.</summary>
    private static string Text(ref Utf8JsonReader reader)
    {
        var raw = Encoding.UTF8.GetString(reader.ValueSpan);
        if (!reader.ValueIsEscaped)
            return raw;

        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            var escaped = raw[++i];
            text.Append(
                escaped switch
                {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'b' => '\b',
                    'f' => '\f',
                    'u' => (char)ushort.Parse(raw.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                    _ => escaped,
                }
            );
            if (escaped == 'u')
                i += 4;
        }

        return text.ToString();
    }

    private static string Explain(JsonException exception)
    {
        var where = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var what = (where < 0 ? exception.Message : exception.Message[..where]).TrimEnd('.');
        return $"{what}: line {exception.LineNumber + 1} column {exception.BytePositionInLine + 1}";
    }
}
