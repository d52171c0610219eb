using System.Net;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Security;

/// <summary>The addresses that lead people to the dashboard: the host's own, and those that Django's admin had.</summary>
[Collection(DashboardTests.Name)]
public sealed class RedirectTests(DashboardFixture dashboard)
{
    [Theory]
    [InlineData("/admin/products/product/", "/admin/products")]
    [InlineData("/admin/products/product/?q=a+b", "/admin/products?q=a+b")]
    [InlineData("/admin/products/product/add/", "/admin/products/add")]
    [InlineData("/admin/products/product/5/change/", "/admin/products/5")]
    [InlineData("/admin/products/product/5/history/", "/admin/products/5/history")]
    [InlineData("/admin/auth/user/", "/admin/users")]
    [InlineData("/admin/auth/user/7/change/", "/admin/users/7")]
    [InlineData("/admin/auth/user/7/password/", "/admin/users/7/password")]
    [InlineData("/admin/auth/group/add/", "/admin/groups/add")]
    [InlineData("/admin/password_change/", "/admin/password")]
    public async Task An_address_of_djangos_admin_leads_to_the_page_of_today(string path, string expected)
    {
        using var stranger = dashboard.Stranger();
        using var answer = await stranger.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(expected, answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task The_hosts_address_leads_a_browser_to_the_dashboard_and_a_program_to_its_error()
    {
        using var client = dashboard.App.NewClient();
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/");
        asked.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        using var browser = await client.SendAsync(asked);
        using var program = await client.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal((HttpStatusCode.Redirect, "/admin"), (browser.StatusCode, browser.Headers.Location!.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, program.StatusCode);
        Assert.Equal("application/json", program.Content.Headers.ContentType!.MediaType);
    }
}
