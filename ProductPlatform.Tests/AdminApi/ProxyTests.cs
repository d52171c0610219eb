using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AdminApi;

/// <summary>
/// Behind a proxy that ends TLS: what clients are told is right for where they are, and who they are is not for them to say.
/// </summary>
[Collection(AdminApiTests.Name)]
public sealed class ProxyTests(AdminApiFixture admin)
{
    private static readonly (string, string) Known = ("Proxy:KnownProxies", NginxProxy.Address);
    private static readonly (string, string) TwoSignIns = ("RateLimits:SignInsPerMinute", "2");
    private static readonly (string, string)[] Production = [("environment", "Production"), ("SECRET_NAME", "")];

    [Theory]
    [InlineData("nginx")]
    [InlineData("traefik")]
    [InlineData("aws")]
    [InlineData("kubernetes")]
    public async Task Clients_stay_on_https(string kind)
    {
        await using var app = admin.Start([Known, .. Production]);
        await using var nginx = await NginxProxy.StartAsync(app.ClientOptions.BaseAddress);
        using var http = nginx.NewClient(kind, "127.0.0.3");
        await admin.CreateProductAsync();
        await admin.CreateProductAsync();

        using var dashboard = await http.GetAsync("/admin");
        using var login = await http.GetAsync("/admin/login");
        using var list = await http.GetAsync("/api/products?limit=1");

        Assert.Equal("/admin/login?next=%2Fadmin", dashboard.Headers.Location!.OriginalString);
        Assert.All(Set(login), cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.True(login.Headers.Contains("Strict-Transport-Security"));
        Assert.StartsWith("</api/products?limit=1&after=", Assert.Single(list.Headers.GetValues("Link")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nginx")]
    [InlineData("traefik")]
    [InlineData("aws")]
    [InlineData("kubernetes")]
    public async Task Forged_addresses_evade_no_limit_and_other_clients_are_not_limited(string kind)
    {
        await using var app = admin.Start(Known, TwoSignIns);
        await using var nginx = await NginxProxy.StartAsync(app.ClientOptions.BaseAddress);
        using var one = nginx.NewClient(kind, "127.0.0.3");
        using var other = nginx.NewClient(kind, "127.0.0.4");

        Assert.Equal([400, 400, 429], await SignInAsync(one, 3));
        Assert.Equal([400], await SignInAsync(other, 1));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("ForwardedHeaders_Enabled", "true")] // ASPNETCORE_FORWARDEDHEADERS_ENABLED
    [InlineData("Proxy:KnownProxies", "192.0.2.1")]
    [InlineData("Proxy:KnownNetworks", "10.0.0.0/8, fd00::/8")]
    public async Task Forwarded_headers_of_an_unknown_sender_are_ignored(string key, string value)
    {
        await using var app = admin.Start([TwoSignIns, .. key.Length > 0 ? [(key, value)] : Array.Empty<(string, string)>()]);
        using var http = app.NewClient();

        Assert.Equal([400, 400, 429], await SignInAsync(http, 3));
        using var login = await Answer.SendAsync(http, "GET", "/admin/login", headers: ("X-Forwarded-Proto", "https"));
        Assert.All(
            login.Headers.GetValues("Set-Cookie"),
            cookie => Assert.DoesNotContain("; secure", cookie, StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public async Task A_proxy_in_a_known_network_is_trusted()
    {
        await using var app = admin.Start(("Proxy:KnownNetworks", "127.0.0.0/8"), TwoSignIns);
        using var http = app.NewClient();

        Assert.Equal([400, 400, 400], await SignInAsync(http, 3));
    }

    [Fact]
    public async Task Another_host_is_not_passed_on()
    {
        await admin.CreateProductAsync();
        await admin.CreateProductAsync();

        using var dashboard = await SendAsync(admin.Http, "/admin", "evil.example");
        using var list = await SendAsync(admin.Http, "/api/products?limit=1", "evil.example");

        Assert.Equal("/admin/login?next=%2Fadmin", dashboard.Headers.Location!.OriginalString);
        Assert.StartsWith("</api/products?limit=1&after=", Assert.Single(list.Headers.GetValues("Link")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_public_address_counts_whatever_a_request_says()
    {
        await using var app = admin.Start(("Proxy:PublicAddress", "https://admin.shop.example/"));
        using var http = app.NewClient();
        await admin.CreateProductAsync();
        await admin.CreateProductAsync();

        using var login = await SendAsync(http, "/admin/login", "evil.example");
        using var list = await SendAsync(http, "/api/products?limit=1", "evil.example");

        Assert.All(Set(login), cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.StartsWith(
            "<https://admin.shop.example/api/products?limit=1&after=",
            Assert.Single(list.Headers.GetValues("Link")),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/admin/\r\nSet-Cookie: a=b")]
    [InlineData("https://evil.example/admin")]
    public async Task An_invalid_return_address_leads_to_the_dashboard(string back)
    {
        using var visitor = admin.App.NewVisitor();

        using var response = await visitor.PostAsync("/admin/preferences", ("theme", "dark"), ("back", back));

        Assert.Equal("/admin", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_return_address_is_encoded_and_ignored_when_it_is_too_long()
    {
        using var visitor = admin.App.NewVisitor();

        using var encoded = await visitor.PostAsync("/admin/preferences", ("theme", "dark"), ("back", "/admin/products?q=ä"));
        using var tooLong = await visitor.PostAsync(
            "/admin/preferences",
            ("theme", "dark"),
            ("back", "/admin/products?q=" + new string('ä', 400))
        );

        Assert.Equal(
            ("/admin/products?q=%C3%A4", "/admin"),
            (encoded.Headers.Location!.OriginalString, tooLong.Headers.Location!.OriginalString)
        );
    }

    /// <summary>Each try says that it comes from elsewhere; without a form's token it is refused, but counted.</summary>
    private static async Task<List<int>> SignInAsync(HttpClient http, int tries)
    {
        List<int> statuses = [];
        for (var i = 1; i <= tries; i++)
        {
            using var response = await Answer.SendAsync(
                http,
                "POST",
                "/admin/login",
                "",
                "application/x-www-form-urlencoded",
                ("X-Forwarded-For", $"203.0.113.{i}"),
                ("X-Real-IP", $"203.0.113.{i}")
            );
            statuses.Add((int)response.StatusCode);
        }

        return statuses;
    }

    /// <summary>Cookies that are set, and not taken back.</summary>
    private static IEnumerable<string> Set(HttpResponseMessage response) =>
        response.Headers.GetValues("Set-Cookie").Where(cookie => !cookie.Contains("01 Jan 1970", StringComparison.Ordinal));

    private static Task<HttpResponseMessage> SendAsync(HttpClient http, string path, string host) =>
        http.SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } });
}
