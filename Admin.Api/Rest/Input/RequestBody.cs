using System.Text;
using Admin.Api.Rest.Http;

namespace Admin.Api.Rest.Input;

/// <summary>Reads a request's body in the order of the pair: size, emptiness, media type, syntax.</summary>
internal static class RequestBody
{
    internal const int MaxBytes = 1024 * 1024;

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The body's fields, or the error to answer.</summary>
    internal static async Task<(RequestData? Data, ApiError? Error)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await ReadBytesAsync(request, cancellationToken) is not { } body)
            return (null, new ApiError(StatusCodes.Status413PayloadTooLarge, "Request body too large."));
        if (body.Length == 0)
            return (RequestData.Empty, null);

        var type = ContentType.Parse(request.ContentType);
        try
        {
            if (type.Matches("application/json"))
                return (JsonBody.Read(ToUtf8(body, type.Encoding)), null);
            if (type.Matches("application/x-www-form-urlencoded"))
                return (UrlEncodedBody.Read(body, type.Encoding), null);
            if (type.Matches("multipart/form-data"))
                return (await MultipartBody.ReadAsync(body, type.Boundary, type.Encoding, cancellationToken), null);
        }
        catch (UnreadableBodyException exception)
        {
            return (null, new ApiError(StatusCodes.Status400BadRequest, exception.Message));
        }

        var sentence = $"Unsupported media type \"{request.ContentType}\" in request.";
        return (null, new ApiError(StatusCodes.Status415UnsupportedMediaType, sentence));
    }

    /// <summary>All bytes, or null when there are too many, whether the length was announced or not.</summary>
    private static async Task<byte[]?> ReadBytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes)
            return null;

        using var bytes = new MemoryStream((int)(request.ContentLength ?? 0));
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (bytes.Length + read > MaxBytes)
                return null;
            bytes.Write(chunk, 0, read);
        }

        return bytes.ToArray();
    }

    private static byte[] ToUtf8(byte[] body, Encoding encoding)
    {
        try
        {
            if (ByteOrderMark.Find(body, out var mark) is { } marked)
                return Encoding.Convert(marked, StrictUtf8, body, mark, body.Length - mark);

            if (encoding.CodePage != StrictUtf8.CodePage)
                return Encoding.Convert(Strict(encoding), StrictUtf8, body);

            StrictUtf8.GetCharCount(body);
            return body;
        }
        catch (DecoderFallbackException exception)
        {
            var what = $"'{encoding.WebName}' codec can't decode the byte in position {exception.Index}";
            throw new UnreadableBodyException($"JSON parse error - {what}");
        }
    }

    private static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }
}
