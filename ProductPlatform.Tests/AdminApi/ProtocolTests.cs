using System.Net;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AdminApi;

/// <summary>What every route does alike: verbs, negotiation, error forms, CORS.</summary>
[Collection(AdminApiTests.Name)]
public sealed class ProtocolTests(AdminApiFixture admin)
{
    private const string Problem = "application/problem+json";

    [Theory]
    [InlineData("PATCH", "/api/products", "GET,HEAD,OPTIONS,POST")]
    [InlineData("DELETE", "/api/products/", "GET,HEAD,OPTIONS,POST")]
    [InlineData("PATCH", "/api/products/1", "DELETE,GET,HEAD,OPTIONS,PUT")]
    [InlineData("POST", "/api/products/1/", "DELETE,GET,HEAD,OPTIONS,PUT")]
    [InlineData("BREW", "/api/products", "GET,HEAD,OPTIONS,POST")]
    [InlineData("POST", "/api/user", "GET,HEAD,OPTIONS")]
    [InlineData("PUT", "/api/health", "GET,HEAD,OPTIONS")]
    [InlineData("TRACE", "/ready", "GET,HEAD,OPTIONS")]
    public async Task Another_verb_is_refused_with_those_that_are_allowed(string verb, string path, string allowed)
    {
        using var response = await Answer.SendAsync(admin.Http, verb, path);
        Assert.Equal(
            Answer.Json(HttpStatusCode.MethodNotAllowed, $$"""{"detail":"Method \"{{verb}}\" not allowed."}"""),
            await Answer.OfAsync(response)
        );
        Assert.Equal(allowed, string.Join(',', response.Content.Headers.Allow.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("/api/products", "GET,HEAD,OPTIONS,POST")]
    [InlineData("/api/products/1", "DELETE,GET,HEAD,OPTIONS,PUT")]
    public async Task Options_lists_what_is_allowed(string path, string allowed)
    {
        using var response = await Answer.SendAsync(admin.Http, "OPTIONS", path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(allowed, string.Join(',', response.Content.Headers.Allow.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Head_answers_as_get_without_the_body()
    {
        await admin.AddUsersAsync(1);
        foreach (
            var path in new[] { "/api/products", $"/api/products/{await admin.CreateProductAsync()}", "/api/user", "/api/health", "/ready" }
        )
        {
            using var get = await Answer.SendAsync(admin.Http, "GET", path);
            using var head = await Answer.SendAsync(admin.Http, "HEAD", path);
            Assert.Equal(
                (get.StatusCode, get.Content.Headers.ContentType, ""),
                (head.StatusCode, head.Content.Headers.ContentType, await head.Content.ReadAsStringAsync())
            );
            Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        }
    }

    [Fact]
    public async Task Head_of_an_item_has_its_content_length()
    {
        var path = $"/api/products/{await admin.CreateProductAsync()}";
        using var get = await Answer.SendAsync(admin.Http, "GET", path);
        using var head = await Answer.SendAsync(admin.Http, "HEAD", path);
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("text/csv")]
    [InlineData("application/xml, image/*")]
    public async Task A_client_that_does_not_accept_json_gets_406(string accept) =>
        Assert.Equal(
            Answer.Json(HttpStatusCode.NotAcceptable, """{"detail":"Could not satisfy the request Accept header."}"""),
            await Answer.GetAsync(admin.Http, "GET", "/api/products", headers: ("Accept", accept))
        );

    [Theory]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")]
    [InlineData("text/html")]
    [InlineData("application/json;q=0.1")]
    public async Task A_browser_gets_json(string accept)
    {
        var answer = await Answer.GetAsync(admin.Http, "GET", "/api/products", headers: ("Accept", accept));
        Assert.Equal((200, "application/json"), (answer.Status, answer.ContentType));
    }

    [Theory]
    [InlineData("GET", "/api/products/0", null, """{"type":"about:blank","title":"Not Found","status":404,"detail":"Product not found"}""")]
    [InlineData("GET", "/nowhere", null, """{"type":"about:blank","title":"Not Found","status":404,"detail":"Not found."}""")]
    [InlineData(
        "PATCH",
        "/api/products",
        null,
        """{"type":"about:blank","title":"Method Not Allowed","status":405,"detail":"Method \"PATCH\" not allowed."}"""
    )]
    [InlineData(
        "POST",
        "/api/products",
        "{}",
        """{"type":"about:blank","title":"Bad Request","status":400,"detail":"The request is not valid.","errors":{"title":["This field is required."],"image":["This field is required."]}}"""
    )]
    public async Task A_client_that_accepts_problem_details_gets_them(string verb, string path, string? body, string expected) =>
        Assert.Equal(
            new Answer(
                int.Parse(expected.Split("\"status\":")[1].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture),
                Problem,
                expected
            ),
            await Answer.GetAsync(admin.Http, verb, path, body, headers: ("Accept", $"application/json, {Problem}"))
        );

    [Theory]
    [InlineData("GET", "/api/nothing")]
    [InlineData("POST", "/api/nothing")]
    [InlineData("DELETE", "/api/nothing.json")]
    [InlineData("PUT", "/api/products/1/likes")]
    public async Task An_unknown_path_is_not_found_for_every_verb(string verb, string path) =>
        Assert.Equal(Answer.Json(HttpStatusCode.NotFound, """{"detail":"Not found."}"""), await Answer.GetAsync(admin.Http, verb, path));

    [Fact]
    public async Task A_page_of_any_origin_may_read_and_sees_the_useful_headers()
    {
        using var response = await Answer.SendAsync(admin.Http, "GET", "/api/products/0", headers: ("Origin", "https://shop.example"));
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.Equal("Retry-After,Link,ETag,Location", Assert.Single(response.Headers.GetValues("Access-Control-Expose-Headers")));
    }

    [Theory]
    [InlineData("GET", "/api/products", "text/csv", 406)]
    [InlineData("PATCH", "/api/products", "*/*", 405)]
    [InlineData("POST", "/api/products", "*/*", 400)]
    public async Task A_page_of_any_origin_may_read_errors_too(string verb, string path, string accept, int status)
    {
        using var response = await Answer.SendAsync(
            admin.Http,
            verb,
            path,
            headers: [("Origin", "https://shop.example"), ("Accept", accept)]
        );
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("/api/products", "POST")]
    [InlineData("/api/products/1", "PUT")]
    [InlineData("/api/products/1/", "DELETE")]
    public async Task A_preflight_is_answered(string path, string method)
    {
        using var response = await PreflightAsync(admin.Http, path, method, "https://shop.example");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal(method, Assert.Single(response.Headers.GetValues("Access-Control-Allow-Methods")));
        Assert.Equal("content-type,if-match", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Headers")));
    }

    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/products")]
    public async Task The_dashboard_is_closed_to_other_origins(string path)
    {
        using var response = await PreflightAsync(admin.Http, path, "POST", "https://shop.example");
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("https://shop.example", true)]
    [InlineData("https://other.example", true)]
    [InlineData("https://evil.example", false)]
    public async Task Allowed_origins_can_be_configured(string origin, bool allowed)
    {
        await using var app = admin.Start(("Cors:Origins", "https://shop.example, https://other.example/"));
        using var http = app.NewClient();
        using var response = await PreflightAsync(http, "/api/products", "POST", origin);
        Assert.Equal(allowed ? [origin] : [], response.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) ? origins : []);
    }

    [Theory]
    [InlineData("https://shop.example")]
    [InlineData("https://evil.example")]
    [InlineData(null)]
    public async Task Responses_vary_by_origin(string? origin)
    {
        await using var app = admin.Start(("Cors:Origins", "https://shop.example, https://other.example/"));
        using var narrowed = app.NewClient();
        foreach (
            var (http, path) in new[]
            {
                (narrowed, "/api/products"),
                (narrowed, "/api/products/0"),
                (narrowed, "/ready"),
                (admin.Http, "/api/products"),
            }
        )
        {
            using var response = await Answer.SendAsync(http, "GET", path, headers: origin is null ? [] : [("Origin", origin)]);
            Assert.Single(response.Headers.Vary, name => name == "Origin");
        }
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/api/products/0")]
    public async Task Errors_vary_by_accept(string path)
    {
        using var response = await Answer.SendAsync(admin.Http, "GET", path);
        Assert.Single(response.Headers.Vary, name => name == "Accept");
    }

    private static Task<HttpResponseMessage> PreflightAsync(HttpClient http, string path, string method, string origin) =>
        Answer.SendAsync(
            http,
            "OPTIONS",
            path,
            null,
            null,
            ("Origin", origin),
            ("Access-Control-Request-Method", method),
            ("Access-Control-Request-Headers", "content-type,if-match")
        );
}
