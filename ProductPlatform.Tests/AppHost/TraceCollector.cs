using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ProductPlatform.Tests.AppHost;

/// <summary>What a span says of itself, as far as a test asks.</summary>
internal sealed record CollectedSpan(string Service, string Name, bool IsDatabase);

/// <summary>An OpenTelemetry collector (OTLP over HTTP, protobuf) that remembers spans by trace.</summary>
internal sealed class TraceCollector : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<CollectedSpan>> _traces = new();
    private readonly WebApplication _app;

    public TraceCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapPost("/v1/traces", CollectAsync);
        _app.MapFallback(() => Results.Ok());
    }

    public string Address => _app.Urls.Single();

    public Task StartAsync() => _app.StartAsync();

    public IReadOnlyCollection<CollectedSpan> Of(string trace) => _traces.TryGetValue(trace, out var spans) ? [.. spans] : [];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> CollectAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        foreach (var (trace, span) in OtlpSpans.Read(body.ToArray()))
            _traces.GetOrAdd(trace, _ => new()).Enqueue(span);
        return Results.Bytes([], "application/x-protobuf");
    }
}
