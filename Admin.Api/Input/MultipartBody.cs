using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Admin.Api.Input;

/// <summary>Reads the text parts of a multipart form; a file takes its name but is never a valid value.</summary>
internal static class MultipartBody
{
    private const int MaxBoundaryLength = 200;

    internal static async Task<RequestData> ReadAsync(byte[] body, string? boundary, Encoding encoding, CancellationToken cancellation)
    {
        if (boundary is not { Length: > 0 and <= MaxBoundaryLength })
            throw new UnreadableBodyException($"Multipart form parse error - Invalid boundary in multipart: {boundary ?? "None"}");

        var fields = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        var files = new List<string>();
        try
        {
            var reader = new MultipartReader(boundary, new MemoryStream(body, writable: false));
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || !disposition.Name.HasValue)
                    continue;

                var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
                if (disposition.FileName.HasValue || disposition.FileNameStar.HasValue)
                    files.Add(name);
                else
                    fields[name] = new(FieldKind.Text, await TextAsync(section.Body, encoding, cancellation));
            }
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            throw new UnreadableBodyException($"Multipart form parse error - {fault.Message}");
        }

        foreach (var name in files)
            fields[name] = FieldValue.Other;
        return new RequestData(fields, IsForm: true);
    }

    private static async Task<string> TextAsync(Stream part, Encoding encoding, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await part.CopyToAsync(bytes, cancellation);
        return encoding.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
