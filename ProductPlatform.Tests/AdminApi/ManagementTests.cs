using System.Net;
using ProductPlatform.AppHost.Endpoints;
using ProductPlatform.Testing.Servers;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AdminApi;

/// <summary>Metrics, the API's description and the details of health, where they are restricted.</summary>
[Collection(AdminApiTests.Name)]
public sealed class ManagementTests(AdminApiFixture admin)
{
    private const string Key = "sixteen-or-more-letters";
    private static readonly string[] Hidden = ["/metrics", "/openapi/v1.json"];

    [Fact]
    public async Task By_default_management_endpoints_are_public()
    {
        foreach (var path in Hidden)
            Assert.Equal(200, (await Answer.GetAsync(admin.Http, "GET", path)).Status);
        Assert.Contains("\"checks\":{", (await Answer.GetAsync(admin.Http, "GET", "/health")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_key_management_endpoints_require_it()
    {
        await using var app = admin.Start(("Management:Key", Key));
        using var http = app.NewClient();
        foreach (var path in Hidden)
        {
            using var refused = await Answer.SendAsync(http, "GET", path);
            Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (refused.StatusCode, refused.Headers.WwwAuthenticate.ToString()));
            Assert.Equal(401, (await Answer.GetAsync(http, "GET", path, headers: ("Authorization", $"Bearer {Key[..^1]}"))).Status);
            Assert.Equal(200, (await Answer.GetAsync(http, "GET", path, headers: ("Authorization", $"Bearer {Key}"))).Status);
        }

        Assert.Matches("""^\{"status":"[a-z]+"\}$""", (await Answer.GetAsync(http, "GET", "/health")).Body);
        Assert.Contains(
            "\"checks\":{",
            (await Answer.GetAsync(http, "GET", "/health", headers: ("Authorization", $"Bearer {Key}"))).Body,
            StringComparison.Ordinal
        );
        Assert.Equal(200, (await Answer.GetAsync(http, "GET", "/api/products")).Status);
    }

    [Theory]
    [InlineData("Admin.Api", "admindb")]
    [InlineData("Main.Worker", "maindb")]
    public async Task With_a_management_port_the_endpoints_are_on_no_other_port(string project, string database)
    {
        var servers = await ServerPair.SharedAsync();
        var port = Ports.Free();
        await using var process = new ServiceProcess(
            project,
            new Dictionary<string, string?>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                [$"ConnectionStrings__{database}"] = await servers.CreateDatabaseAsync(),
                ["ConnectionStrings__messaging"] = await servers.CreateVirtualHostAsync(),
                ["Management__Port"] = $"{port}",
            }
        );
        await process.AliveAsync();
        using var open = new HttpClient { BaseAddress = new Uri(process.Url) };
        using var own = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        foreach (var path in Hidden.Where(path => project.EndsWith("Api", StringComparison.Ordinal) || path == "/metrics"))
        {
            Assert.Equal(404, (await Answer.GetAsync(open, "GET", path)).Status);
            Assert.Equal(404, (await Answer.GetAsync(open, "GET", path, headers: ("Host", $"127.0.0.1:{port}"))).Status);
            Assert.Equal(200, (await Answer.GetAsync(own, "GET", path)).Status);
        }

        Assert.DoesNotContain("checks", (await Answer.GetAsync(open, "GET", "/health")).Body, StringComparison.Ordinal);
        Assert.Contains("\"checks\":{", (await Answer.GetAsync(own, "GET", "/health")).Body, StringComparison.Ordinal);
        Assert.Equal(200, (await Answer.GetAsync(open, "GET", "/alive")).Status);
    }
}
