using System.Net;
using ProductPlatform.Tests.Platform;
using ProductPlatform.Tests.Platform.Faults;

namespace ProductPlatform.Tests.Security;

/// <summary>
/// Requests to the dashboard that no browser would send: bodies that cannot be read or are too large, cookies and names of any kind.
/// </summary>
[Collection(DashboardTests.Name)]
public sealed class OddRequestTests(DashboardFixture dashboard)
{
    [Theory]
    [InlineData(150)]
    [InlineData(151)]
    [InlineData(254)]
    [InlineData(255)]
    [InlineData(5000)]
    [InlineData(300_000)]
    public async Task A_name_of_any_length_is_refused_like_any_other(int length)
    {
        foreach (var letter in (string[])["x", "\u00fc", "\u0958", "\ud83c\udf63", "\ufb03"])
        {
            using var stranger = dashboard.Stranger();
            using var response = await stranger.PostAsync(
                "/admin/login",
                ("username", string.Concat(Enumerable.Repeat(letter, length / letter.Length))),
                ("password", "wrong")
            );
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains("Please enter the correct user name", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "username=%ED%A0%80&password=%FF")]
    [InlineData("application/x-www-form-urlencoded", "username=a%00b&password=%00")]
    [InlineData("application/x-www-form-urlencoded", "%")]
    [InlineData("application/x-www-form-urlencoded; charset=nonsense", "username=a&password=b")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "username=a&password=b")]
    [InlineData("multipart/form-data", "username=a")]
    [InlineData("multipart/form-data; boundary=", "username=a")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=username\r\n")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\n\r\n--x--")]
    [InlineData("application/json", "{\"username\":\"a\"}")]
    [InlineData("nonsense", "a")]
    public async Task A_form_that_cannot_be_read_is_a_bad_request(string contentType, string body)
    {
        using var stranger = dashboard.Stranger();
        foreach (var path in (string[])["/admin/login", "/admin/preferences", "/admin/error/404"])
        {
            using var content = new ByteArrayContent(System.Text.Encoding.ASCII.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            await OddInput.AssertNoFaultAsync(await stranger.Http.PostAsync(path, content), $"{contentType} to {path}");
        }
    }

    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/likes")]
    [InlineData("/admin/audit")]
    [InlineData("/admin/products/export?format=csv")]
    public async Task A_page_without_a_form_accepts_no_post(string path)
    {
        using var visitor = await dashboard.VisitAsSuperuserAsync();
        using var response = await visitor.PostAsync(path);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD", "OPTIONS"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData(2000, 5)]
    [InlineData(1, 5_000_000)]
    public async Task A_form_that_is_too_large_is_refused(int fields, int length)
    {
        using var visitor = await dashboard.VisitAsSuperuserAsync();
        var many = Enumerable.Range(0, fields).Select(_ => ("id", new string('1', length))).ToArray();
        foreach (var path in (string[])["/admin/login", "/admin/products/delete", "/admin/users/add"])
        {
            using var response = await visitor.PostAsync(path, many);
            Assert.InRange((int)response.StatusCode, 400, 499);
        }
    }

    [Theory]
    [InlineData("zone", "%00")]
    [InlineData("zone", "..%2f..%2fetc%2fpasswd")]
    [InlineData("zone", "%ED%A0%80")]
    [InlineData("zone", "Europe")]
    [InlineData("zone", "/etc/hostname")]
    [InlineData("zone", "posixrules")]
    [InlineData("zone", "%zz%")]
    [InlineData("theme", "%00")]
    [InlineData("session", "x")]
    [InlineData("sessionC1", "x")]
    [InlineData("session", "chunks-2000000000")]
    [InlineData("flash", "x")]
    [InlineData("flash", "chunks-2000000000")]
    [InlineData("antiforgery", "x")]
    [InlineData("device", "x")]
    public async Task No_cookie_makes_a_page_fail(string name, string value)
    {
        using var stranger = dashboard.Stranger();
        await stranger.GetAsync("/admin/login");
        var suffix = stranger.CookieHeader.Split('=')[0]["antiforgery".Length..];
        using var visitor = await dashboard.VisitAsSuperuserAsync();
        foreach (var path in (string[])["/admin/login", "/admin", "/admin/audit"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Cookie", $"{name}{suffix}={value}; {visitor.CookieHeader}");
            using var http = dashboard.App.NewClient();
            await OddInput.AssertNoFaultAsync(await http.SendAsync(request), $"{path} with {name}={value}");
        }
    }
}
