using System.Net;
using Admin.Data.Users;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Security;

/// <summary>
/// Failures lock an account for strangers, wherever they come from; not for its user, in a browser that has signed in before.
/// </summary>
[Collection(DashboardTests.Name)]
public sealed class LockoutTests(DashboardFixture dashboard) : IAsyncLifetime
{
    private AdminApp _app = null!;
    private User _user = null!;

    public async Task InitializeAsync()
    {
        _app = dashboard.Start(
            ("SignIn:FailuresPerAccount", "8"),
            ("SignIn:FailuresPerAddress", "100000"),
            ("RateLimits:SignInsPerMinute", "0")
        );
        _user = await dashboard.AddUserAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task One_failure_from_each_of_many_addresses_locks_the_account()
    {
        await FailAsync(Enumerable.Range(2, 8).Select(last => $"127.0.0.{last}"));

        Assert.False(await CanSignInAsync(_app.NewVisitor(from: "127.0.0.100")));
    }

    [Fact]
    public async Task A_browser_that_has_signed_in_before_is_not_locked_by_strangers_at_many_addresses()
    {
        var cookies = await SignedOutBrowserAsync(_user);
        await FailAsync(Enumerable.Range(2, 8).Select(last => $"127.0.0.{last}"));

        Assert.True(await CanSignInAsync(_app.NewVisitor(cookies: cookies, from: "127.0.0.100")));
    }

    [Fact]
    public async Task A_browser_that_has_signed_in_before_is_not_locked_by_strangers_at_its_address()
    {
        var cookies = await SignedOutBrowserAsync(_user);
        await FailAsync(Enumerable.Repeat("127.0.0.1", 6));

        Assert.False(await CanSignInAsync(_app.NewVisitor()));
        Assert.True(await CanSignInAsync(_app.NewVisitor(cookies: cookies)));
    }

    [Fact]
    public async Task A_browser_that_has_signed_in_before_has_five_attempts_too()
    {
        var cookies = await SignedOutBrowserAsync(_user);
        for (var i = 0; i < 5; i++)
        {
            using var known = _app.NewVisitor(cookies: cookies);
            Assert.Null(await known.SignInAsync(_user.UserName!, "wrong"));
        }

        Assert.False(await CanSignInAsync(_app.NewVisitor(cookies: cookies)));
        Assert.True(await CanSignInAsync(_app.NewVisitor(from: "127.0.0.2")));
    }

    [Fact]
    public async Task The_browser_of_another_user_is_unknown()
    {
        var cookies = await SignedOutBrowserAsync(await dashboard.AddUserAsync());
        await FailAsync(Enumerable.Repeat("127.0.0.1", 6));

        Assert.False(await CanSignInAsync(_app.NewVisitor(cookies: cookies)));
    }

    [Fact]
    public async Task Users_who_share_a_browser_are_all_known_in_it()
    {
        var cookies = await SignedOutBrowserAsync(_user);
        using (var other = _app.NewVisitor(cookies: cookies))
            Assert.NotNull(await other.SignInAsync((await dashboard.AddUserAsync()).UserName!, TestPassword.Text));
        await FailAsync(Enumerable.Repeat("127.0.0.1", 6));

        Assert.True(await CanSignInAsync(_app.NewVisitor(cookies: cookies)));
    }

    [Fact]
    public async Task A_forged_device_cookie_is_ignored()
    {
        var cookies = await SignedOutBrowserAsync(_user);
        var mark = cookies
            .GetCookies(new Uri(_app.ClientOptions.BaseAddress, "/admin/login"))
            .Single(cookie => cookie.Name.StartsWith("device", StringComparison.Ordinal));
        mark.Value = mark.Value[..^4] + (mark.Value[^4] == 'A' ? "B" : "A") + mark.Value[^3..];
        await FailAsync(Enumerable.Repeat("127.0.0.1", 6));

        Assert.False(await CanSignInAsync(_app.NewVisitor(cookies: cookies)));
    }

    [Fact]
    public async Task Attempts_of_unknown_browsers_do_not_use_up_those_of_a_known_browser_at_the_same_address()
    {
        var cookies = await SignedOutBrowserAsync(_user);
        await using var limited = dashboard.Start(("RateLimits:SignInsPerMinute", "2"), ("SignIn:FailuresPerAddress", "100000"));
        using var stranger = limited.NewVisitor();
        for (var i = 0; i < 2; i++)
            Assert.Equal(200, await stranger.PostStatusAsync("/admin/login", ("username", "nobody"), ("password", "wrong")));
        Assert.Equal(429, await stranger.PostStatusAsync("/admin/login", ("username", "nobody"), ("password", "wrong")));

        using var known = limited.NewVisitor(cookies: cookies);
        Assert.Equal("/admin", await known.SignInAsync(_user.UserName!, TestPassword.Text));
    }

    private async Task FailAsync(IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            using var stranger = _app.NewVisitor(from: address);
            Assert.Null(await stranger.SignInAsync(_user.UserName!, "wrong"));
        }
    }

    private async Task<bool> CanSignInAsync(Visitor visitor)
    {
        using (visitor)
            return await visitor.SignInAsync(_user.UserName!, TestPassword.Text) is not null;
    }

    /// <summary>The cookies of a browser in which a user has signed in, and out.</summary>
    private async Task<CookieContainer> SignedOutBrowserAsync(User user)
    {
        var cookies = new CookieContainer();
        using var visitor = _app.NewVisitor(user, cookies);
        Assert.NotNull(await visitor.SignInAsync(user.UserName!, TestPassword.Text));
        Assert.Equal(302, await visitor.PostStatusAsync("/admin/logout"));
        return cookies;
    }
}
