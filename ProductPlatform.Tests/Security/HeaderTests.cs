using System.Net;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Security;

[Collection(DashboardTests.Name)]
public sealed class HeaderTests(DashboardFixture dashboard)
{
    private static readonly string[] Told =
    [
        "Content-Security-Policy",
        "Cross-Origin-Opener-Policy",
        "Permissions-Policy",
        "Referrer-Policy",
        "X-Content-Type-Options",
        "X-Frame-Options",
    ];

    private const string Page = """
        Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' http: https:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        Cross-Origin-Opener-Policy: same-origin
        Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()
        Referrer-Policy: same-origin
        X-Content-Type-Options: nosniff
        X-Frame-Options: DENY

        """;

    private const string Data = """
        Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox
        Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()
        Referrer-Policy: same-origin
        X-Content-Type-Options: nosniff
        X-Frame-Options: DENY

        """;

    [Fact]
    public async Task Every_route_sends_security_headers()
    {
        using var visitor = await dashboard.VisitAsSuperuserAsync();
        var routes = dashboard
            .App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
            .Where(path => !path.StartsWith("/scalar", StringComparison.Ordinal) && path != "/admin/likes/live")
            .Select(path =>
                path.Replace("{id:int}", "1", StringComparison.Ordinal)
                    .Replace("{id}", "1", StringComparison.Ordinal)
                    .Replace("{status:int}", "404", StringComparison.Ordinal)
                    .Replace("{documentName}", "v1", StringComparison.Ordinal)
            )
            .Append("/nowhere")
            .Append("/admin/nowhere")
            .Append("/pictures/mug.svg")
            .Distinct()
            .ToList();
        Assert.True(routes.Count > 30);
        foreach (var path in routes)
        {
            using var response = await visitor.Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
            var expected = path.StartsWith("/admin", StringComparison.Ordinal) ? Page : Data;
            Assert.True(expected == Snapshot(response), $"{path}:\n{Snapshot(response)}");
        }
    }

    [Fact]
    public async Task Pages_are_not_cached_by_the_browser()
    {
        using var visitor = await dashboard.VisitAsSuperuserAsync();
        foreach (var path in (string[])["/admin", "/admin/users", "/admin/login", "/admin/nowhere", "/admin/audit"])
        {
            using var response = await visitor.GetAsync(path);
            Assert.True(response.Headers.CacheControl?.NoStore, path);
        }
    }

    [Fact]
    public async Task The_dashboard_allows_no_other_origin()
    {
        using var visitor = await dashboard.VisitAsSuperuserAsync();
        visitor.Http.DefaultRequestHeaders.Add("Origin", "https://evil.example");
        using var response = await visitor.GetAsync("/admin/users");
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("shop.example", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    public async Task Only_allowed_hosts_are_served(string host, HttpStatusCode expected)
    {
        await using var app = dashboard.Start(("AllowedHosts", "shop.example"));
        using var http = app.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ready") { Headers = { Host = host } };
        using var response = await http.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
    }

    private static string Snapshot(HttpResponseMessage response)
    {
        var lines = new StringBuilder();
        foreach (var name in Told.Where(response.Headers.Contains))
            lines.Append(name).Append(": ").AppendJoin(", ", response.Headers.GetValues(name)).Append('\n');
        return lines.ToString();
    }
}
