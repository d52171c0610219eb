using System.Buffers;
using System.Text.Json;

namespace ProductPlatform.Web;

/// <summary>
/// 200 with a bare array, sent as the rows arrive: memory stays flat however long the table is. The client decides how long that takes, so
/// <paramref name="rows"/> must not hold a connection meanwhile: see <see cref="RowPages"/>.
/// </summary>
public sealed class JsonRows<T>(IAsyncEnumerable<T> rows) : IResult
{
    private const int ChunkBytes = 32 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = CompactJson.MediaType;
        if (HttpMethods.IsHead(httpContext.Request.Method))
        {
            // That there is an answer is shown by its first row; its length is not worth reading the table for.
            await rows.AnyAsync(httpContext.RequestAborted);
            return;
        }

        // Rows gather in a buffer of our own first, so that a database that fails at once is still an honest 500
        // and a short list gets a Content-Length.
        var chunk = new ArrayBufferWriter<byte>(ChunkBytes);
        await using var writer = new Utf8JsonWriter(chunk, new JsonWriterOptions { SkipValidation = true });
        writer.WriteStartArray();
        await foreach (var row in rows.WithCancellation(httpContext.RequestAborted))
        {
            JsonSerializer.Serialize(writer, row, CompactJson.Options);
            if (chunk.WrittenCount + writer.BytesPending >= ChunkBytes)
                await SendAsync(httpContext, writer, chunk);
        }

        writer.WriteEndArray();
        await writer.FlushAsync(httpContext.RequestAborted);
        if (!httpContext.Response.HasStarted)
            httpContext.Response.ContentLength = chunk.WrittenCount;
        await SendAsync(httpContext, writer, chunk);
    }

    private static async Task SendAsync(HttpContext context, Utf8JsonWriter writer, ArrayBufferWriter<byte> chunk)
    {
        await writer.FlushAsync(context.RequestAborted);
        await context.Response.Body.WriteAsync(chunk.WrittenMemory, context.RequestAborted);
        chunk.ResetWrittenCount();
    }
}
