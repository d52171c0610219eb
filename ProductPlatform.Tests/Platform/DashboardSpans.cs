using System.Text.Json;

namespace ProductPlatform.Tests.Platform;

/// <summary>What a test asks of a span that the Aspire dashboard has received.</summary>
internal sealed record DashboardSpan(string Trace, string Service, string Name, string Source, bool IsRoot)
{
    public bool IsDatabase => Source == "MySqlConnector";
}

/// <summary>Reads the dashboard's answer, OpenTelemetry's JSON (opentelemetry-proto, TracesData).</summary>
internal static class DashboardSpans
{
    public static async Task<List<DashboardSpan>> ReadAsync(HttpClient dashboard, string path)
    {
        using var answer = JsonDocument.Parse(await dashboard.GetStringAsync(path));
        return
        [
            .. from resource in answer.RootElement.GetProperty("data").GetProperty("resourceSpans").EnumerateArray()
            let service = Service(resource)
            from scope in resource.GetProperty("scopeSpans").EnumerateArray()
            let source = scope.GetProperty("scope").GetProperty("name").GetString()
            from span in scope.GetProperty("spans").EnumerateArray()
            select new DashboardSpan(
                span.GetProperty("traceId").GetString()!,
                service,
                span.GetProperty("name").GetString()!,
                source,
                !span.TryGetProperty("parentSpanId", out var parent) || string.IsNullOrEmpty(parent.GetString())
            ),
        ];
    }

    private static string Service(JsonElement resource) =>
        (
            from attribute in resource.GetProperty("resource").GetProperty("attributes").EnumerateArray()
            where attribute.GetProperty("key").GetString() == "service.name"
            select attribute.GetProperty("value").GetProperty("stringValue").GetString()
        ).Single();
}
