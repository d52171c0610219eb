using System.Text.Json;

namespace ProductPlatform.Web;

/// <summary>JSON as existing clients know it: compact UTF-8, text unescaped, and no charset in the content type.</summary>
public static class CompactJson
{
    public const string MediaType = "application/json";

    public const string ProblemMediaType = "application/problem+json";

    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary>Writes a whole answer with its length; a HEAD request gets the length alone.</summary>
    public static async Task WriteAsync<T>(HttpContext context, int status, T body, string mediaType = MediaType)
    {
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
