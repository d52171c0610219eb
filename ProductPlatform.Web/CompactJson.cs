using System.Buffers;
using System.Text.Json;

namespace ProductPlatform.Web;

/// <summary>JSON as existing clients know it: compact UTF-8, text unescaped, and no charset in the content type.</summary>
public static class CompactJson
{
    public const string MediaType = "application/json";

    public const string ProblemMediaType = "application/problem+json";

    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary>Writes a whole answer with its length; a HEAD request gets the length alone.</summary>
    public static Task WriteAsync<T>(HttpContext context, int status, T body, string mediaType = MediaType)
    {
        context.Response.StatusCode = status;
        return SendAsync(context, JsonSerializer.SerializeToUtf8Bytes(body, Options), mediaType);
    }

    /// <summary>The same, of what is serialized already.</summary>
    public static Task SendAsync(HttpContext context, ReadOnlyMemory<byte> body, string mediaType = MediaType)
    {
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>A bare array.</summary>
    public static ReadOnlyMemory<byte> SerializeRows<T>(IEnumerable<T> rows)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
            JsonSerializer.Serialize(writer, rows, Options);
        return buffer.WrittenMemory;
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new PlainTextConverter() } };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
