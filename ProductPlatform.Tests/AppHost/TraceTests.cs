using System.Diagnostics;
using System.Net.Http.Json;
using Aspire.Hosting.Testing;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AppHost;

[Collection(PlatformTests.Name)]
public sealed class TraceTests(PlatformFixture platform)
{
    private readonly string _trace = ActivityTraceId.CreateRandom().ToHexString();

    [Fact]
    public async Task One_trace_leads_from_the_request_to_the_consumers_write()
    {
        using var admin = Sender("admin-api");
        using var request = Traced(HttpMethod.Post, "/api/products");
        request.Content = JsonContent.Create(new { title = "Traced", image = "traced.png" });

        using var answer = await admin.SendAsync(request);
        answer.EnsureSuccessStatusCode();

        var spans = await SpansAsync("admin-api", "main-worker");
        Assert.Contains(spans, span => span.IsDatabase && span.Service == "admin-api");
        Assert.Contains(spans, span => span.IsDatabase && span.Service == "main-worker");
    }

    [Fact]
    public async Task One_trace_leads_from_the_like_over_the_users_service_to_the_count()
    {
        using var admin = platform.Client("admin-api");
        using var main = Sender("main-api");
        using var created = await admin.PostAsJsonAsync("/api/products", new { title = "Liked", image = "liked.png" });
        var id = (await created.Content.ReadFromJsonAsync<Created>())!.Id;
        await Eventually.GetAsync(
            () => main.GetStringAsync("/flask/api/products"),
            list => list.Contains($"\"id\":{id},", StringComparison.Ordinal)
        );

        using var request = Traced(HttpMethod.Post, $"/flask/api/products/{id}/like");
        using var answer = await main.SendAsync(request);
        answer.EnsureSuccessStatusCode();

        var spans = await SpansAsync("main-api", "admin-api", "admin-worker");
        Assert.Contains(spans, span => span.IsDatabase && span.Service == "main-api");
        Assert.Contains(spans, span => span.IsDatabase && span.Service == "admin-api");
        Assert.Contains(spans, span => span.IsDatabase && span.Service == "admin-worker");
    }

    [Fact]
    public async Task Idle_loops_leave_no_trace()
    {
        // By the time that a request's trace is there, every loop has gone round many times.
        await One_trace_leads_from_the_request_to_the_consumers_write();

        using var dashboard = await platform.DashboardAsync();
        var roots = (await DashboardSpans.ReadAsync(dashboard, "spans?limit=10000")).Where(span => span.IsRoot).ToList();
        Assert.NotEmpty(roots);
        Assert.DoesNotContain(roots, span => span.IsDatabase || span.Source == "System.Net.Http");
    }

    // Services that other tests run in this process trace every client here, and would put a trace of their own into the header.
    private HttpClient Sender(string service) =>
        new(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = platform.App.GetEndpoint(service, "http") };

    private HttpRequestMessage Traced(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("traceparent", $"00-{_trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        return request;
    }

    /// <summary>
    /// The spans of this test's trace in the Aspire dashboard, as soon as each of these services has reported its use of a database.
    /// </summary>
    private async Task<List<DashboardSpan>> SpansAsync(params string[] services)
    {
        using var dashboard = await platform.DashboardAsync();
        return await Eventually.GetAsync(
            async () => (await DashboardSpans.ReadAsync(dashboard, "spans?limit=10000")).FindAll(span => span.Trace == _trace),
            spans => services.All(service => spans.Any(span => span.IsDatabase && span.Service == service))
        );
    }

    private sealed record Created(int Id);
}
