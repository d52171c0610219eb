using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ProductPlatform.Tests.Platform.Secrets;

/// <summary>An OpenTelemetry collector that keeps the bytes of all traces, metrics and logs.</summary>
internal sealed class TelemetrySink : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string Text)> _exports = new();
    private readonly WebApplication _app;

    private TelemetrySink()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapFallback(KeepAsync);
    }

    internal string Url => _app.Urls.Single();

    internal string All => string.Join('\n', _exports.Select(export => export.Text));

    internal static async Task<TelemetrySink> StartAsync()
    {
        var sink = new TelemetrySink();
        await sink._app.StartAsync();
        return sink;
    }

    internal bool Has(string signal) => _exports.Any(export => export.Path == $"/v1/{signal}");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> KeepAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);

        // Protocol buffers hold texts as they are.
        _exports.Enqueue((request.Path, Encoding.UTF8.GetString(body.ToArray())));
        return Results.Bytes([], "application/x-protobuf");
    }
}
