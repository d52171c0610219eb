using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Admin.Api.Rest.Input;

/// <summary>Reads the text parts of a multipart form; a file takes its name but is never a valid value.</summary>
internal static class MultipartBody
{
    private const int MaxBoundaryLength = 200;

    internal static async Task<RequestData> ReadAsync(byte[] body, string? boundary, Encoding encoding, CancellationToken cancellationToken)
    {
        if (boundary is not { Length: > 0 and <= MaxBoundaryLength })
            throw new UnreadableBodyException($"Multipart form parse error - Invalid boundary in multipart: {boundary ?? "None"}");

        var fields = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        var files = new List<string>();
        try
        {
            var reader = new MultipartReader(boundary, new MemoryStream(body, writable: false));
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || !disposition.Name.HasValue)
                    continue;

                var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
                if (disposition.FileName.HasValue || disposition.FileNameStar.HasValue)
                    files.Add(name);
                else
                    fields[name] = new(FieldKind.Text, encoding.GetString(await BytesAsync(section, cancellationToken)));
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new UnreadableBodyException($"Multipart form parse error - {exception.Message}");
        }

        foreach (var name in files)
            fields[name] = FieldValue.Other;
        return new RequestData(fields, IsForm: true);
    }

    /// <summary>A part's bytes, out of base64 where the part says so. What is not base64 after all is taken as it is, as in the
    /// pair.</summary>
    private static async Task<byte[]> BytesAsync(MultipartSection part, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await part.Body.CopyToAsync(bytes, cancellationToken);
        var isBase64 =
            part.Headers?.GetValueOrDefault("Content-Transfer-Encoding")
                .ToString()
                .Trim()
                .Equals("base64", StringComparison.OrdinalIgnoreCase) == true;
        return isBase64 && FromBase64(bytes.ToArray()) is { } decoded ? decoded : bytes.ToArray();
    }

    private static byte[]? FromBase64(byte[] text)
    {
        try
        {
            return Convert.FromBase64String(
                Encoding.ASCII.GetString([
                    .. text.Where(character =>
                        char.IsAsciiLetterOrDigit((char)character) || character is (byte)'+' or (byte)'/' or (byte)'='
                    ),
                ])
            );
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
