using System.Net;
using System.Text.Json;
using ProductPlatform.Testing;
using ProductPlatform.Testing.Servers;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AdminApi;

[Collection(AdminApiTests.Name)]
public sealed class StatusTests(AdminApiFixture admin)
{
    // Nothing listens on the discard port of this machine.
    private const string NoDatabase = "Server=127.0.0.1;Port=9;User ID=nobody;Password=hidden-word;Database=admindb;Connection Timeout=2";
    private const string NoBroker = "amqp://nobody:hidden-word@127.0.0.1:9";

    [Fact]
    public async Task Ready_is_ready() =>
        Assert.Equal(Answer.Json(HttpStatusCode.OK, """{"status":"ok"}"""), await Answer.GetAsync(admin.Http, "GET", "/ready"));

    [Fact]
    public async Task With_both_servers_health_is_healthy()
    {
        var healthy = Answer.Json(
            HttpStatusCode.OK,
            """{"status":"healthy","database":"connected","messaging":"connected","service":"admin"}"""
        );
        Assert.Equal(
            healthy,
            await Eventually.GetAsync(() => Answer.GetAsync(admin.Http, "GET", "/api/health"), answer => answer == healthy)
        );
    }

    [Fact]
    public async Task Without_the_broker_health_is_degraded_and_requests_succeed()
    {
        var servers = await ServerPair.SharedAsync();
        await using var app = AdminApp.Start(await servers.CreateDatabaseAsync(), NoBroker);
        using var http = app.NewClient();
        Assert.Equal(
            Answer.Json(HttpStatusCode.OK, """{"status":"degraded","database":"connected","messaging":"disconnected","service":"admin"}"""),
            await Answer.GetAsync(http, "GET", "/api/health")
        );
    }

    [Fact]
    public async Task Without_the_database_health_is_unhealthy_without_details()
    {
        await using var app = AdminApp.Start(NoDatabase, NoBroker);
        using var http = app.NewClient();
        Assert.Equal(
            Answer.Json(
                HttpStatusCode.InternalServerError,
                """{"status":"unhealthy","database":"disconnected","messaging":"disconnected","service":"admin"}"""
            ),
            await Answer.GetAsync(http, "GET", "/api/health")
        );
    }

    [Theory]
    [InlineData("application/json", "application/json", """{"detail":"A server error occurred."}""")]
    [InlineData(
        "application/problem+json",
        "application/problem+json",
        """{"type":"about:blank","title":"Internal Server Error","status":500,"detail":"A server error occurred."}"""
    )]
    public async Task An_unexpected_error_does_not_reveal_its_cause(string accept, string contentType, string body)
    {
        await using var app = AdminApp.Start(NoDatabase, NoBroker);
        using var http = app.NewClient();
        Assert.Equal(new Answer(500, contentType, body), await Answer.GetAsync(http, "GET", "/api/products", headers: ("Accept", accept)));
    }

    [Fact]
    public async Task Metrics_are_for_Prometheus()
    {
        await Answer.GetAsync(admin.Http, "GET", "/api/products");
        var answer = await Answer.GetAsync(admin.Http, "GET", "/metrics");
        Assert.StartsWith("text/plain", answer.ContentType, StringComparison.Ordinal);
        Assert.Contains("http_server_request_duration_seconds", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAPI_describes_every_route_and_the_type_of_every_response()
    {
        var document = JsonDocument.Parse((await Answer.GetAsync(admin.Http, "GET", "/openapi/v1.json")).Body).RootElement;
        var operations = document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path =>
                path.Value.EnumerateObject()
                    .Select(operation => (Name: $"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value))
            )
            .ToList();

        Assert.Equal(
            [
                "DELETE /api/products/{id}",
                "GET /api/health",
                "GET /api/products",
                "GET /api/products/{id}",
                "GET /api/user",
                "GET /ready",
                "POST /api/products",
                "PUT /api/products/{id}",
            ],
            operations.Select(operation => operation.Name).Order(StringComparer.Ordinal)
        );
        foreach (var (name, operation) in operations)
        {
            foreach (
                var response in operation
                    .GetProperty("responses")
                    .EnumerateObject()
                    .Where(response => response.Name is not ("204" or "304"))
            )
            {
                Assert.True(response.Value.TryGetProperty("content", out _), $"{name} {response.Name} has no content");
            }
        }
    }
}
