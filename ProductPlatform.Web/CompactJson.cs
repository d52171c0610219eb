using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ProductPlatform.Web;

/// <summary>JSON as existing clients know it: compact UTF-8, text unescaped, and no charset in the content type.</summary>
public static class CompactJson
{
    /// <summary>The content type of every ordinary answer.</summary>
    public const string MediaType = "application/json";

    /// <summary>The content type of RFC 9457 problem details.</summary>
    public const string ProblemMediaType = "application/problem+json";

    /// <summary>The serializer options behind every answer.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary>Writes a whole answer with its length; a HEAD request gets the length alone.</summary>
    public static async Task WriteAsync<T>(HttpContext context, int status, T body, string mediaType = MediaType)
    {
        ArgumentNullException.ThrowIfNull(context);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, Options);
        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new PlainTextConverter() } };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
