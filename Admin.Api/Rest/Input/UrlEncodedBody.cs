using System.Net;
using System.Text;

namespace Admin.Api.Rest.Input;

/// <summary>Reads name=value pairs. Bytes that are no text become replacement characters, as in the pair, and fail nothing.</summary>
internal static class UrlEncodedBody
{
    internal static RequestData Read(byte[] body, Encoding encoding)
    {
        var fields = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        var start = 0;
        while (start < body.Length)
        {
            var length = body.AsSpan(start).IndexOf((byte)'&');
            length = length < 0 ? body.Length - start : length;
            if (length > 0)
            {
                var equals = body.AsSpan(start, length).IndexOf((byte)'=');
                var name = Decode(body, start, equals < 0 ? length : equals, encoding);
                fields[name] = new(FieldKind.Text, equals < 0 ? "" : Decode(body, start + equals + 1, length - equals - 1, encoding));
            }

            start += length + 1;
        }

        return new RequestData(fields, IsForm: true);
    }

    private static string Decode(byte[] body, int start, int length, Encoding encoding) =>
        encoding.GetString(WebUtility.UrlDecodeToBytes(body, start, length) ?? []);
}
