using System.Net;
using System.Text.Json;
using ProductPlatform.Testing;
using ProductPlatform.Testing.Servers;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.MainApi;

/// <summary>What every route does alike: verbs, error forms, CORS, health.</summary>
[Collection(MainApiTests.Name)]
public sealed class ProtocolTests(MainApiFixture main)
{
    // Nothing listens on the discard port of this machine.
    private const string NoDatabase = "Server=127.0.0.1;Port=9;User ID=nobody;Password=hidden-word;Database=maindb;Connection Timeout=2";
    private const string NoBroker = "amqp://nobody:hidden-word@127.0.0.1:9";

    [Theory]
    [InlineData("DELETE", "/flask/api/products", "GET,HEAD,OPTIONS")]
    [InlineData("GET", "/flask/api/products/1/like", "OPTIONS,POST")]
    [InlineData("BREW", "/ready", "GET,HEAD,OPTIONS")]
    public async Task Another_verb_is_refused_with_those_that_are_allowed(string verb, string path, string allowed)
    {
        using var response = await Answer.SendAsync(main.Http, verb, path);
        var answer = await Answer.OfAsync(response);
        Assert.Equal((405, "application/problem+json"), (answer.Status, answer.ContentType));
        Assert.Equal($"Method \"{verb}\" not allowed.", JsonDocument.Parse(answer.Body).RootElement.GetProperty("message").GetString());
        Assert.Equal(allowed, string.Join(',', response.Content.Headers.Allow.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("GET", "/flask/api/nothing")]
    [InlineData("POST", "/flask/api/nothing")]
    [InlineData("POST", "/flask/api/nothing.json")]
    public async Task An_unknown_path_is_not_found_for_every_verb(string verb, string path) =>
        Assert.Equal(Problem.Of(404, "Not Found", "Not found."), await Answer.GetAsync(main.Http, verb, path));

    [Fact]
    public async Task Head_answers_as_get_without_the_body()
    {
        foreach (var path in new[] { "/flask/api/products", "/flask/api/health", "/ready" })
        {
            using var get = await Answer.SendAsync(main.Http, "GET", path);
            using var head = await Answer.SendAsync(main.Http, "HEAD", path);
            Assert.Equal(
                (get.StatusCode, get.Content.Headers.ContentType, ""),
                (head.StatusCode, head.Content.Headers.ContentType, await head.Content.ReadAsStringAsync())
            );
            Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        }
    }

    [Fact]
    public async Task A_preflight_is_answered()
    {
        using var response = await Answer.SendAsync(
            main.Http,
            "OPTIONS",
            "/flask/api/products/1/like",
            null,
            null,
            ("Origin", "https://shop.example"),
            ("Access-Control-Request-Method", "POST")
        );
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task Ready_is_ready() =>
        Assert.Equal(Answer.Json(HttpStatusCode.OK, """{"status":"ok"}"""), await Answer.GetAsync(main.Http, "GET", "/ready"));

    [Fact]
    public async Task With_both_servers_health_is_healthy()
    {
        var healthy = Answer.Json(
            HttpStatusCode.OK,
            """{"status":"healthy","database":"connected","messaging":"connected","service":"main"}"""
        );
        Assert.Equal(
            healthy,
            await Eventually.GetAsync(() => Answer.GetAsync(main.Http, "GET", "/flask/api/health"), answer => answer == healthy)
        );
    }

    [Fact]
    public async Task Without_the_broker_likes_are_accepted_and_health_is_degraded()
    {
        var servers = await ServerPair.SharedAsync();
        await using var app = MainApp.Start(await servers.CreateDatabaseAsync(), NoBroker, main.Admin.Address);
        using var http = app.NewClient();
        Assert.Equal(
            Answer.Json(HttpStatusCode.OK, """{"status":"degraded","database":"connected","messaging":"disconnected","service":"main"}"""),
            await Answer.GetAsync(http, "GET", "/flask/api/health")
        );
    }

    [Fact]
    public async Task Without_the_database_the_cause_is_not_revealed()
    {
        await using var app = MainApp.Start(NoDatabase, NoBroker, main.Admin.Address);
        using var http = app.NewClient();
        Assert.Equal(
            Answer.Json(
                HttpStatusCode.InternalServerError,
                """{"status":"unhealthy","database":"disconnected","messaging":"disconnected","service":"main"}"""
            ),
            await Answer.GetAsync(http, "GET", "/flask/api/health")
        );
        Assert.Equal(
            Problem.Of(500, "Internal Server Error", "A server error occurred."),
            await Answer.GetAsync(http, "GET", "/flask/api/products")
        );
    }

    [Fact]
    public async Task OpenAPI_describes_every_route_and_the_type_of_every_response()
    {
        var document = JsonDocument.Parse((await Answer.GetAsync(main.Http, "GET", "/openapi/v1.json")).Body).RootElement;
        var operations = document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path =>
                path.Value.EnumerateObject()
                    .Select(operation => (Name: $"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value))
            )
            .ToList();

        Assert.Equal(
            ["GET /flask/api/health", "GET /flask/api/products", "GET /ready", "POST /flask/api/products/{id}/like"],
            operations.Select(operation => operation.Name).Order(StringComparer.Ordinal)
        );
        foreach (var (name, operation) in operations)
        {
            foreach (var response in operation.GetProperty("responses").EnumerateObject().Where(response => response.Name != "304"))
                Assert.True(response.Value.TryGetProperty("content", out _), $"{name} {response.Name} has no content");
        }
    }

    [Theory]
    [InlineData("/scalar/", "text/html")]
    [InlineData("/pictures/mug.svg", "image/svg+xml")]
    [InlineData("/metrics", "text/plain")]
    public async Task The_pages_beside_the_api_are_served(string path, string contentType)
    {
        var answer = await Answer.GetAsync(main.Http, "GET", path);
        Assert.Equal(200, answer.Status);
        Assert.StartsWith(contentType, answer.ContentType, StringComparison.Ordinal);
    }
}
