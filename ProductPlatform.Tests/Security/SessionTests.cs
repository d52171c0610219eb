using System.Globalization;
using System.Net;
using Admin.Data.Auth;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Security;

/// <summary>A stored cookie is invalid once its session has ended.</summary>
[Collection(DashboardTests.Name)]
public sealed class SessionTests(DashboardFixture dashboard)
{
    [Fact]
    public async Task Signing_out_ends_the_session_and_not_only_the_cookie()
    {
        using var visitor = await dashboard.VisitAsync();
        var stolen = visitor.CookieHeader;
        Assert.Equal(200, await ReplayAsync(stolen));

        Assert.Equal(302, await visitor.PostStatusAsync("/admin/logout"));

        Assert.Equal(302, await visitor.StatusAsync("/admin"));
        Assert.Equal(302, await ReplayAsync(stolen));
    }

    [Fact]
    public async Task A_GET_request_does_not_sign_out()
    {
        using var visitor = await dashboard.VisitAsync();
        Assert.Equal(405, await visitor.StatusAsync("/admin/logout"));
        Assert.Equal(200, await visitor.StatusAsync("/admin"));
    }

    [Theory]
    [InlineData("is_active")]
    [InlineData("is_staff")]
    public async Task Deactivating_a_user_or_removing_staff_status_ends_the_sessions_at_once(string flag)
    {
        using var visitor = await dashboard.VisitAsync();
        await dashboard.QueryAsync(db =>
            flag == "is_active"
                ? db
                    .Users.Where(user => user.Id == visitor.User!.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(user => user.IsActive, false))
                : db
                    .Users.Where(user => user.Id == visitor.User!.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(user => user.IsStaff, false))
        );
        Assert.Equal(302, await visitor.StatusAsync("/admin"));
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_keeps_this_one()
    {
        using var visitor = await dashboard.VisitAsync();
        using var other = await dashboard.VisitAsync(visitor.User!);

        const string next = "Another-long-1-for-tests";
        Assert.Equal(
            302,
            await visitor.PostStatusAsync("/admin/password", ("current", TestPassword.Text), ("password", next), ("again", next))
        );

        Assert.Equal(200, await visitor.StatusAsync("/admin"));
        Assert.Equal(302, await other.StatusAsync("/admin"));
        Assert.Null(await other.SignInAsync(visitor.User!.UserName!, TestPassword.Text));
        Assert.Equal("/admin", await other.SignInAsync(visitor.User!.UserName!, next));
    }

    [Theory]
    [InlineData("wrong", "Another-long-1-for-tests", "Another-long-1-for-tests", "entered incorrectly")]
    [InlineData(TestPassword.Text, "Another-long-1-for-tests", "Another-long-2-for-tests", "passwords are different")]
    [InlineData(TestPassword.Text, "short1!", "short1!", "too short")]
    [InlineData(TestPassword.Text, "83920175548", "83920175548", "entirely numeric")]
    [InlineData(TestPassword.Text, "Password123!", "Password123!", "too common")]
    [InlineData(TestPassword.Text, "somebodyelse", "somebodyelse", "too similar to the name")]
    public async Task An_unacceptable_password_changes_nothing(string current, string password, string again, string reason)
    {
        using var visitor = await dashboard.VisitAsync();
        using var response = await visitor.PostAsync("/admin/password", ("current", current), ("password", password), ("again", again));
        Assert.Contains(reason, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var next = dashboard.Stranger();
        Assert.Equal("/admin", await next.SignInAsync(visitor.User!.UserName!, TestPassword.Text));
    }

    [Fact]
    public async Task A_session_can_be_ended_from_the_users_page()
    {
        using var visitor = await dashboard.VisitAsync();
        using var manager = await dashboard.VisitAsSuperuserAsync();
        var session = await dashboard.QueryAsync(db => db.Sessions.SingleAsync(session => session.UserId == visitor.User!.Id));

        Assert.Equal(302, await manager.PostStatusAsync($"/admin/users/{visitor.User!.Id}?handler=Revoke", ("session", session.Id)));

        Assert.Equal(302, await visitor.StatusAsync("/admin"));
        Assert.Equal(200, await manager.StatusAsync("/admin"));
    }

    [Theory]
    [InlineData("00:28:00", "11:58:00", 200)]
    [InlineData("00:31:00", "01:00:00", 302)]
    [InlineData("00:00:00", "12:01:00", 302)]
    public async Task A_session_ends_after_half_an_hour_without_use_and_after_twelve_hours_of_use(string unused, string old, int expected)
    {
        using var visitor = await dashboard.VisitAsync();
        await AgeAsync(visitor, TimeSpan.Parse(unused, CultureInfo.InvariantCulture), TimeSpan.Parse(old, CultureInfo.InvariantCulture));
        Assert.Equal(expected, await visitor.StatusAsync("/admin"));
    }

    [Theory]
    [InlineData("00:59:00", "01:58:00", 200)]
    [InlineData("01:01:00", "01:02:00", 302)]
    [InlineData("00:00:00", "02:01:00", 302)]
    public async Task How_long_a_session_lasts_can_be_set(string unused, string old, int expected)
    {
        await using var app = dashboard.Start(
            ("Sessions:IdleTimeout", "01:00:00"),
            ("Sessions:Lifetime", "02:00:00"),
            ("SignIn:FailuresPerAddress", "100000")
        );
        var user = await dashboard.AddUserAsync();
        using var visitor = app.NewVisitor(user);
        await visitor.SignInAsync(user.UserName!, TestPassword.Text);
        await AgeAsync(visitor, TimeSpan.Parse(unused, CultureInfo.InvariantCulture), TimeSpan.Parse(old, CultureInfo.InvariantCulture));
        Assert.Equal(expected, await visitor.StatusAsync("/admin"));
    }

    private Task<int> AgeAsync(Visitor visitor, TimeSpan unused, TimeSpan old)
    {
        var (seen, started) = (DateTime.UtcNow - unused, DateTime.UtcNow - old);
        return dashboard.QueryAsync(db =>
            db.Sessions.Where(session => session.UserId == visitor.User!.Id)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(session => session.LastSeenAt, seen).SetProperty(session => session.StartedAt, started)
                )
        );
    }

    [Fact]
    public async Task A_session_row_of_the_database_cannot_be_used_to_sign_in()
    {
        using var visitor = await dashboard.VisitAsync();
        var id = await dashboard.QueryAsync(db =>
            db.Sessions.Where(session => session.UserId == visitor.User!.Id).Select(session => session.Id).SingleAsync()
        );
        using var replica = dashboard.App.Services.CreateScope();
        var sessions = replica.ServiceProvider.GetRequiredService<Sessions>();

        Assert.Null(await sessions.FindAsync(id, CancellationToken.None));
        var key = await sessions.StartAsync(await dashboard.ReadAsync(visitor.User!.Id), "", "", CancellationToken.None);
        Assert.Equal(visitor.User.Id, (await sessions.FindAsync(key, CancellationToken.None))?.User.Id);
        Assert.False(await dashboard.QueryAsync(db => db.Sessions.AnyAsync(session => session.Id == key)));
    }

    [Fact]
    public async Task Removed_permissions_are_gone_with_the_next_request()
    {
        using var visitor = await dashboard.VisitAsync("users.view");
        Assert.Equal(200, await visitor.StatusAsync("/admin/users"));
        await dashboard.QueryAsync(db => db.UserGrants.Where(grant => grant.UserId == visitor.User!.Id).ExecuteDeleteAsync());
        Assert.Equal(403, await visitor.StatusAsync("/admin/users"));
    }

    [Fact]
    public async Task Another_replica_accepts_the_session_and_its_forms()
    {
        using var visitor = await dashboard.VisitAsync();
        await using var replica = dashboard.Start();
        using var http = replica.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin");
        request.Headers.Add("Cookie", visitor.CookieHeader);
        using var response = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_cookie_is_hidden_from_scripts_and_other_sites()
    {
        var user = await dashboard.AddUserAsync();
        using var visitor = dashboard.Stranger();
        using var response = await visitor.PostAsync("/admin/login", ("username", user.UserName!), ("password", TestPassword.Text));
        var cookie = response
            .Headers.GetValues("Set-Cookie")
            .Single(header => header.StartsWith("session-admin-", StringComparison.Ordinal))
            .ToLowerInvariant();
        Assert.Contains("; httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("; samesite=lax", cookie, StringComparison.Ordinal);
        Assert.Contains("; path=/admin", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("expires", cookie, StringComparison.Ordinal);
    }

    private async Task<int> ReplayAsync(string cookies)
    {
        using var http = dashboard.App.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin");
        request.Headers.Add("Cookie", cookies);
        using var response = await http.SendAsync(request);
        return (int)response.StatusCode;
    }
}
