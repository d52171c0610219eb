using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using ProductPlatform.Testing;
using ProductPlatform.Tests.MainApi;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Security;

/// <summary>One browser, two platforms with two services each, all on one host: browsers do not tell cookies apart by port.</summary>
[Collection(DashboardTests.Name)]
public sealed partial class CookieTests(DashboardFixture dashboard) : IAsyncLifetime
{
    private readonly DashboardFixture _otherDashboard = new();
    private readonly MainApiFixture _shop = new();
    private readonly MainApiFixture _otherShop = new();
    private readonly CookieContainer _cookies = new();

    public Task InitializeAsync() => Task.WhenAll(_otherDashboard.InitializeAsync(), _shop.InitializeAsync(), _otherShop.InitializeAsync());

    public async Task DisposeAsync()
    {
        await _otherDashboard.DisposeAsync();
        await _shop.DisposeAsync();
        await _otherShop.DisposeAsync();
    }

    [Fact]
    public async Task A_session_survives_a_sign_out_in_another_platform_or_service()
    {
        using var first = await SignInAsync(dashboard);
        using var second = await SignInAsync(_otherDashboard);
        await OpenShopsAsync();

        Assert.Equal(200, await first.StatusAsync("/admin"));
        Assert.Equal(200, await second.StatusAsync("/admin"));
        Assert.Equal(302, await first.PostStatusAsync("/admin/logout"));
        Assert.Equal(302, await first.StatusAsync("/admin"));
        Assert.Equal(200, await second.StatusAsync("/admin"));
    }

    [Fact]
    public async Task An_open_form_stays_valid_after_others_were_opened_elsewhere()
    {
        using var first = await SignInAsync(dashboard);
        using var second = await SignInAsync(_otherDashboard);
        var token = await first.FieldAsync("/admin/products/add", "__RequestVerificationToken");
        var (like, product) = await OpenShopsAsync();
        await second.ReadAsync("/admin/products/add");

        using var added = await first.PostWithoutTokenAsync(
            "/admin/products/add",
            ("title", "t"),
            ("image", "i"),
            ("__RequestVerificationToken", token)
        );
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);

        using var http = Browser(_shop.Http.BaseAddress!);
        using var liked = await http.PostAsync(
            $"/products/{product}/like",
            new FormUrlEncodedContent([new("__RequestVerificationToken", like)])
        );
        Assert.True(liked.IsSuccessStatusCode, $"{liked.StatusCode}");
    }

    [Fact]
    public async Task Messages_stay_in_their_platform()
    {
        using var first = await SignInAsync(dashboard);
        using var second = await SignInAsync(_otherDashboard);
        await first.PostStatusAsync("/admin/products/add", ("title", "only in the first"), ("image", "i"));

        Assert.DoesNotContain("only in the first", await second.ReadAsync("/admin"), StringComparison.Ordinal);
        Assert.Contains("only in the first", await first.ReadAsync("/admin"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookies_of_the_services_differ_in_name_and_path()
    {
        using var first = await SignInAsync(dashboard);
        await first.PostStatusAsync("/admin/preferences", ("theme", "dark"));
        await OpenShopsAsync();

        var cookies = _cookies.GetAllCookies();
        Assert.Equal(["antiforgery", "device", "session", "theme"], Names(cookies.Where(cookie => cookie.Path == "/admin"), "-admin-"));
        Assert.Equal(["antiforgery", "antiforgery"], Names(cookies.Where(cookie => cookie.Path == "/"), "-shop-"));
        Assert.Equal(cookies.Count, cookies.Select(cookie => cookie.Name).Distinct().Count());
    }

    [Fact]
    public async Task All_replicas_of_a_platform_know_its_cookies_by_the_same_names()
    {
        using var visitor = await SignInAsync(dashboard);
        await using var replica = dashboard.Start();
        using var elsewhere = replica.NewVisitor(cookies: _cookies);

        Assert.Equal(200, await elsewhere.StatusAsync("/admin"));
        Assert.Single(_cookies.GetAllCookies(), cookie => cookie.Name.StartsWith("session", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Over_https_every_cookie_has_the_prefix_that_keeps_it_from_being_set_elsewhere()
    {
        using var certificate = SelfSigned();
        await using var app = dashboard.StartWith(certificate);
        var user = await dashboard.AddUserAsync();
        using var visitor = app.NewVisitor(user, _cookies);
        Assert.NotNull(await visitor.SignInAsync(user.UserName!, TestPassword.Text));
        await visitor.PostStatusAsync("/admin/preferences", ("theme", "dark"));

        Assert.All(
            _cookies.GetAllCookies(),
            cookie =>
                Assert.True(
                    cookie.Secure && cookie.Name.StartsWith("__Secure-", StringComparison.Ordinal) && cookie.Path == "/admin",
                    cookie.Name
                )
        );
        Assert.Equal(200, await visitor.StatusAsync("/admin"));
        await using var shop = _shop.StartWith(certificate);
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, served, _, _) =>
            served?.GetCertHashString() == certificate.GetCertHashString();
        using var http = new HttpClient(handler) { BaseAddress = shop.ClientOptions.BaseAddress };
        using var page = await http.GetAsync("/");
        Assert.All(page.Headers.GetValues("Set-Cookie"), cookie => Assert.Matches("^__Host-.*; secure", cookie));
    }

    [Fact]
    public async Task A_session_cookie_without_the_prefix_is_ignored_over_https()
    {
        using var certificate = SelfSigned();
        await using var app = dashboard.StartWith(certificate);
        using var visitor = await SignInAsync(dashboard);
        var plain = visitor.CookieHeader;
        foreach (var header in (string[])[plain, plain.Replace("session-", "__Secure-session-", StringComparison.Ordinal)])
        {
            using var tossed = app.NewVisitor(cookies: new CookieContainer());
            using var request = new HttpRequestMessage(HttpMethod.Get, "/admin") { Headers = { { "Cookie", header } } };
            using var response = await tossed.Http.SendAsync(request);
            Assert.Equal(header == plain ? HttpStatusCode.Redirect : HttpStatusCode.OK, response.StatusCode);
        }
    }

    private async Task<Visitor> SignInAsync(DashboardFixture fixture)
    {
        var user = await fixture.AddUserAsync(user => user.IsSuperuser = true);
        var visitor = fixture.App.NewVisitor(user, _cookies);
        Assert.Equal("/admin", await visitor.SignInAsync(user.UserName!, TestPassword.Text));
        return visitor;
    }

    /// <summary>Opens both shops, and returns the token and the product of a like button of the first.</summary>
    private async Task<(string Token, int Product)> OpenShopsAsync()
    {
        var product = await _shop.AddProductAsync();
        await _otherShop.AddProductAsync();
        using var shop = Browser(_shop.Http.BaseAddress!);
        using var other = Browser(_otherShop.Http.BaseAddress!);
        var page = await shop.GetStringAsync("/");
        await other.GetStringAsync("/");
        return (Token().Match(page).Groups[1].Value, product);
    }

    private HttpClient Browser(Uri address) => new(new SocketsHttpHandler { CookieContainer = _cookies }) { BaseAddress = address };

    private static IEnumerable<string> Names(IEnumerable<Cookie> cookies, string service) =>
        cookies.Select(cookie => cookie.Name[..cookie.Name.IndexOf(service, StringComparison.Ordinal)]).Order(StringComparer.Ordinal);

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    [GeneratedRegex("__RequestVerificationToken[^>]*value=\"([^\"]*)\"")]
    private static partial Regex Token();
}
