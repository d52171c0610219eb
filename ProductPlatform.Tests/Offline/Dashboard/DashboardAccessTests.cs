using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace ProductPlatform.Tests.Offline.Dashboard;

public sealed partial class DashboardAccessTests(DashboardHost host) : IClassFixture<DashboardHost>
{
    [Fact]
    public async Task Without_a_login_the_page_leads_to_the_login()
    {
        using var browser = host.Browser();
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        using var answer = await browser.GetAsync("/");

        Assert.Equal((HttpStatusCode.Redirect, "/login"), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Theory]
    [InlineData("/changes")]
    [InlineData("/resources/talker")]
    [InlineData("/resources/talker/logs.txt")]
    [InlineData("/resources/talker/logs/lines")]
    public async Task Without_a_login_nothing_is_told(string path)
    {
        using var browser = host.Browser();

        using var answer = await browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("the-token-of-another-run")]
    [InlineData("the-token-of-this-ru")]
    public async Task A_wrong_token_is_refused(string token)
    {
        using var browser = host.Browser();

        using var answer = await browser.GetAsync($"/login?t={token}");

        Assert.Equal((HttpStatusCode.Unauthorized, false), (answer.StatusCode, answer.Headers.Contains("Set-Cookie")));
    }

    [Fact]
    public async Task The_token_opens_a_session_that_scripts_and_other_sites_cannot_use()
    {
        using var browser = host.Browser();

        using var answer = await browser.GetAsync($"/login?t={DashboardHost.Token}");

        Assert.Matches("; path=/; samesite=strict; httponly$", answer.Headers.GetValues("Set-Cookie").Single());
    }

    [Fact]
    public async Task The_token_can_be_pasted_into_the_form()
    {
        using var browser = host.Browser();
        using var form = new FormUrlEncodedContent([new("t", DashboardHost.Token)]);

        using var answer = await browser.PostAsync("/login", form);

        Assert.Equal((HttpStatusCode.Redirect, "/"), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task Another_name_of_this_machine_is_refused()
    {
        using var browser = await host.LoggedInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "evil.example";

        using var answer = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_page_needs_no_inline_script_or_style_and_allows_none()
    {
        using var browser = await host.LoggedInAsync();

        using var answer = await browser.GetAsync("/");

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; style-src 'self'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch(InlineCode(), await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/assets/dashboard.css", "text/css")]
    [InlineData("/assets/dashboard.js", "text/javascript")]
    [InlineData("/assets/icon.svg", "image/svg+xml")]
    public async Task The_login_page_has_its_looks(string path, string type)
    {
        using var browser = host.Browser();

        using var answer = await browser.GetAsync(path);

        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Two_hosts_with_the_same_port_stand_side_by_side()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var second = DashboardHost.Empty(("ASPNETCORE_URLS", $"http://localhost:{port}")).Build();

        await second.StartAsync();

        Assert.NotEqual(port, new Uri(DashboardHost.Server(second).Url).Port);
    }

    [Fact]
    public async Task Anonymous_access_is_a_setting()
    {
        await using var open = DashboardHost.Empty(("DOTNET_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", "true")).Build();
        await open.StartAsync();
        using var browser = new HttpClient();

        using var answer = await browser.GetAsync(DashboardHost.Server(open).Url);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [GeneratedRegex("<script(?![^>]*\\ssrc=)|<style|\\sstyle=|\\son[a-z]+=")]
    private static partial Regex InlineCode();
}
