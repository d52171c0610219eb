using System.Net;
using System.Text.RegularExpressions;
using Admin.Data.Users;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Security;

[Collection(DashboardTests.Name)]
public sealed partial class TokenTests(DashboardFixture dashboard)
{
    private const string Product = """{"title":"t","image":"i"}""";
    private const string Problem = "application/problem+json";

    [Fact]
    public async Task A_token_with_the_scope_can_write_and_the_history_has_its_user()
    {
        var key = await MakeAsync("importer", "products:write");
        using var response = await SendAsync(key);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var id = int.Parse(response.Headers.Location!.ToString().Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(
            "token: importer",
            await dashboard.QueryAsync(db =>
                db.ProductHistory.Where(entry => entry.ProductId == id).Select(entry => entry.Actor).SingleAsync()
            )
        );
        Assert.NotNull(
            await dashboard.QueryAsync(db =>
                db.ApiTokens.Where(token => token.Name == "importer").Select(token => token.LastUsedAt).SingleAsync()
            )
        );
    }

    [Fact]
    public async Task The_key_is_shown_once_and_stored_as_a_hash_only()
    {
        using var manager = await dashboard.VisitAsSuperuserAsync();
        var key = await MakeAsync(DashboardFixture.NewName("token"), "products:read", manager);
        Assert.DoesNotContain(key, await manager.ReadAsync("/admin/tokens"), StringComparison.Ordinal);
        var stored = await dashboard.QueryAsync(db => db.ApiTokens.OrderBy(token => token.Id).LastAsync());
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key)), stored.Hash);
    }

    [Fact]
    public async Task A_token_without_the_scope_is_forbidden_in_both_error_formats()
    {
        var key = await MakeAsync(DashboardFixture.NewName("reader"), "products:read");
        using var http = dashboard.App.NewClient();
        Assert.Equal(
            Answer.Json(HttpStatusCode.Forbidden, """{"detail":"You do not have permission to perform this action."}"""),
            await Answer.GetAsync(http, "POST", "/api/products", Product, headers: ("Authorization", $"Bearer {key}"))
        );
        var problem = await Answer.GetAsync(
            http,
            "POST",
            "/api/products",
            Product,
            headers: [("Authorization", $"Bearer {key}"), ("Accept", Problem)]
        );
        Assert.Equal((403, Problem), (problem.Status, problem.ContentType));
    }

    [Theory]
    [InlineData("a permission", 403)]
    [InlineData("a group", 403)]
    [InlineData("the group's permission", 403)]
    [InlineData("superuser", 403)]
    [InlineData("staff", 401)]
    [InlineData("active", 401)]
    public async Task A_token_loses_the_permissions_that_its_owner_loses(string taken, int expected)
    {
        string[] own = ["tokens.add", "products.add", "products.change", "products.delete"];
        using var owner = await dashboard.VisitAsync(
            await dashboard.AddUserAsync(
                user =>
                {
                    user.IsSuperuser = taken == "superuser";
                    if (taken.Contains("group", StringComparison.Ordinal))
                    {
                        user.Groups.Add(
                            new Admin.Data.Users.Group
                            {
                                Name = DashboardFixture.NewName("group"),
                                Permissions = { new GroupGrant { Permission = "products.delete" } },
                            }
                        );
                    }
                },
                taken switch
                {
                    "superuser" => [],
                    "a group" or "the group's permission" => own[..^1],
                    _ => own,
                }
            )
        );
        var name = DashboardFixture.NewName("token");
        var key = await MakeAsync(name, "products:write", owner);
        using (var before = await SendAsync(key))
            Assert.Equal(HttpStatusCode.Created, before.StatusCode);

        await dashboard.QueryAsync(async db =>
        {
            var user = await db
                .Users.Include(user => user.Permissions)
                .Include(user => user.Groups)
                    .ThenInclude(group => group.Permissions)
                .SingleAsync(user => user.Id == owner.User!.Id);
            switch (taken)
            {
                case "a permission":
                    user.Permissions.Remove(user.Permissions.Single(grant => grant.Permission == "products.delete"));
                    break;
                case "a group":
                    user.Groups.Clear();
                    break;
                case "the group's permission":
                    user.Groups.Single().Permissions.Clear();
                    break;
                case "superuser":
                    user.IsSuperuser = false;
                    break;
                case "staff":
                    user.IsStaff = false;
                    break;
                default:
                    user.IsActive = false;
                    break;
            }

            return await db.SaveChangesAsync();
        });

        using var response = await SendAsync(key);
        Assert.Equal(expected, (int)response.StatusCode);
        using var manager = await dashboard.VisitAsSuperuserAsync();
        Assert.Matches($"(?s)<strong>{name}</strong>(?:(?!</tr>).)*owner lacks rights", await manager.ReadAsync("/admin/tokens"));
    }

    [Theory]
    [InlineData("revoked")]
    [InlineData("expired")]
    [InlineData("owner disabled")]
    [InlineData("cut off")]
    [InlineData("another scheme")]
    public async Task An_invalid_key_cannot_write(string why)
    {
        using var manager = await dashboard.VisitAsSuperuserAsync();
        var name = DashboardFixture.NewName("token");
        var key = await MakeAsync(name, "products:write", manager);
        var id = await dashboard.QueryAsync(db => db.ApiTokens.Where(token => token.Name == name).Select(token => token.Id).SingleAsync());
        switch (why)
        {
            case "revoked":
                using (var used = await SendAsync(key))
                    Assert.Equal(HttpStatusCode.Created, used.StatusCode);
                Assert.Equal(
                    302,
                    await manager.PostStatusAsync(
                        "/admin/tokens?handler=Revoke",
                        ("id", id.ToString(System.Globalization.CultureInfo.InvariantCulture))
                    )
                );
                break;
            case "expired":
                await dashboard.QueryAsync(db =>
                    db.ApiTokens.Where(token => token.Id == id)
                        .ExecuteUpdateAsync(set => set.SetProperty(token => token.ExpiresAt, DateTime.UtcNow.AddSeconds(-1)))
                );
                break;
            case "owner disabled":
                await dashboard.QueryAsync(db =>
                    db.Users.Where(user => user.Id == manager.User!.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(user => user.IsActive, false))
                );
                break;
        }

        using var response = await SendAsync(why == "cut off" ? key[..^1] : key, why == "another scheme" ? "Token" : "Bearer");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_cookie_never_authenticates_the_api_and_a_token_never_the_dashboard()
    {
        using var manager = await dashboard.VisitAsSuperuserAsync();
        var cookies = manager.CookieHeader;
        using var http = dashboard.App.NewClient();
        Assert.Equal(401, (await Answer.GetAsync(http, "POST", "/api/products", Product, headers: ("Cookie", cookies))).Status);

        var key = await MakeAsync(DashboardFixture.NewName("token"), "products:write", manager);
        Assert.Equal(302, (await Answer.GetAsync(http, "GET", "/admin/products", headers: ("Authorization", $"Bearer {key}"))).Status);
    }

    [Theory]
    [InlineData("tokens.add", 403)]
    [InlineData("tokens.add products.add products.change", 403)]
    [InlineData("tokens.add products.add products.change products.delete", 200)]
    public async Task No_user_can_create_a_token_for_scopes_that_they_lack(string permissions, int expected)
    {
        using var visitor = await dashboard.VisitAsync(permissions.Split(' '));
        Assert.Equal(
            expected,
            await visitor.PostStatusAsync("/admin/tokens/add", ("name", "key"), ("scope", "products:write"), ("days", "30"))
        );
    }

    [Fact]
    public async Task Writes_above_the_limit_get_429_with_Retry_After()
    {
        await using var app = dashboard.Start(("RateLimits:WritesPerMinute", "2"));
        using var http = app.NewClient();
        for (var i = 0; i < 2; i++)
            Assert.Equal(201, (await Answer.GetAsync(http, "POST", "/api/products", Product)).Status);
        using var response = await Answer.SendAsync(http, "POST", "/api/products", Product);
        Assert.Equal(429, (int)response.StatusCode);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.StartsWith("""{"detail":"Request was throttled.""", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(200, (await Answer.GetAsync(http, "GET", "/api/products")).Status);
    }

    private async Task<HttpResponseMessage> SendAsync(string key, string scheme = "Bearer")
    {
        using var http = dashboard.App.NewClient();
        return await Answer.SendAsync(http, "POST", "/api/products", Product, headers: ("Authorization", $"{scheme} {key}"));
    }

    private async Task<string> MakeAsync(string name, string scope, Visitor? by = null)
    {
        using var manager = by is null ? await dashboard.VisitAsSuperuserAsync() : null;
        using var response = await (by ?? manager!).PostAsync("/admin/tokens/add", ("name", name), ("scope", scope), ("days", "30"));
        return Key().Match(await response.Content.ReadAsStringAsync()).Value;
    }

    [GeneratedRegex("ppt_[A-Za-z0-9_-]{43}")]
    private static partial Regex Key();
}
