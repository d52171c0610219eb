using System.Net;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Security;

/// <summary>Answers that go on: they are no way to stay in after a session, or to have more than others.</summary>
[Collection(DashboardTests.Name)]
public sealed class StreamTests(DashboardFixture dashboard)
{
    private const string Path = "/admin/likes/live";

    [Theory]
    [InlineData("sign-out")]
    [InlineData("revoked")]
    [InlineData("idle")]
    [InlineData("too old")]
    [InlineData("password")]
    [InlineData("permission")]
    [InlineData("staff")]
    public async Task A_stream_ends_with_its_session_user_or_permission(string end)
    {
        using var visitor = await dashboard.VisitAsync("products.view");
        using var stream = await visitor.Http.GetAsync(Path, HttpCompletionOption.ResponseHeadersRead);
        using var events = new StreamReader(await stream.Content.ReadAsStreamAsync());
        Assert.StartsWith("data: ", await events.ReadLineAsync(), StringComparison.Ordinal);

        var id = visitor.User!.Id;
        await (
            end switch
            {
                "sign-out" => visitor.PostStatusAsync("/admin/logout"),
                "revoked" => dashboard.QueryAsync(db => db.Sessions.Where(session => session.UserId == id).ExecuteDeleteAsync()),
                "idle" => dashboard.QueryAsync(db =>
                    db.Sessions.Where(session => session.UserId == id)
                        .ExecuteUpdateAsync(set => set.SetProperty(session => session.LastSeenAt, DateTime.UtcNow.AddMinutes(-31)))
                ),
                "too old" => dashboard.QueryAsync(db =>
                    db.Sessions.Where(session => session.UserId == id)
                        .ExecuteUpdateAsync(set => set.SetProperty(session => session.StartedAt, DateTime.UtcNow.AddHours(-13)))
                ),
                "password" => dashboard.QueryAsync(db =>
                    db.Users.Where(user => user.Id == id).ExecuteUpdateAsync(set => set.SetProperty(user => user.SecurityStamp, "another"))
                ),
                "permission" => dashboard.QueryAsync(db => db.UserGrants.Where(grant => grant.UserId == id).ExecuteDeleteAsync()),
                _ => dashboard.QueryAsync(db =>
                    db.Users.Where(user => user.Id == id).ExecuteUpdateAsync(set => set.SetProperty(user => user.IsStaff, false))
                ),
            }
        );

        // Much less than the ten minutes after which every stream ends.
        await events.ReadToEndAsync().WaitAsync(Eventually.Timeout);
    }

    [Fact]
    public async Task A_stream_of_another_user_continues()
    {
        using var leaving = await dashboard.VisitAsync("products.view");
        using var staying = await dashboard.VisitAsync("products.change");
        using var left = await leaving.Http.GetAsync(Path, HttpCompletionOption.ResponseHeadersRead);
        using var kept = await staying.Http.GetAsync(Path, HttpCompletionOption.ResponseHeadersRead);
        using var leavingEvents = new StreamReader(await left.Content.ReadAsStreamAsync());
        using var stayingEvents = new StreamReader(await kept.Content.ReadAsStreamAsync());
        Assert.StartsWith("data: ", await stayingEvents.ReadLineAsync(), StringComparison.Ordinal);
        var rest = stayingEvents.ReadToEndAsync();

        await leaving.PostStatusAsync("/admin/logout");
        await leavingEvents.ReadToEndAsync().WaitAsync(Eventually.Timeout);

        Assert.False(rest.IsCompleted);
    }

    [Fact]
    public async Task A_stream_has_the_products_that_it_asks_for_and_no_others()
    {
        using var visitor = await dashboard.VisitAsync("products.view");
        var (first, second, other) = (await AddProductAsync(3), await AddProductAsync(4), await AddProductAsync(5));
        using var stream = await visitor.Http.GetAsync(
            $"{Path}?id={first}&id={second}&id={int.MaxValue}",
            HttpCompletionOption.ResponseHeadersRead
        );
        using var events = new StreamReader(await stream.Content.ReadAsStreamAsync());

        await NextIsAsync($"{{\"{first}\":3,\"{second}\":4}}");
        await dashboard.QueryAsync(db =>
            db.Products.Where(product => product.Id == second || product.Id == other)
                .ExecuteUpdateAsync(set => set.SetProperty(product => product.Likes, product => product.Likes + 1))
        );
        await NextIsAsync($"{{\"{second}\":5}}");

        async Task NextIsAsync(string expected)
        {
            string? line;
            do
            {
                line = await events.ReadLineAsync().WaitAsync(Eventually.Timeout);
            } while (line is "" or "data: {}" || line?.StartsWith("retry:", StringComparison.Ordinal) == true);
            Assert.Equal($"data: {expected}", line);
        }
    }

    [Fact]
    public async Task A_stream_of_more_products_than_a_page_shows_is_refused()
    {
        using var visitor = await dashboard.VisitAsync("products.view");
        using var response = await visitor.Http.GetAsync($"{Path}?{string.Join('&', Enumerable.Range(1, 501).Select(id => $"id={id}"))}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_user_has_only_so_many_streams_and_gets_another_when_one_is_closed()
    {
        await using var app = dashboard.Start(("Sessions:StreamsPerUser", "2"), ("SignIn:FailuresPerAddress", "100000"));
        var user = await dashboard.AddUserAsync(null, "products.view");
        using var visitor = app.NewVisitor(user);
        Assert.NotNull(await visitor.SignInAsync(user.UserName!, TestPassword.Text));
        using var first = await visitor.Http.GetAsync(Path, HttpCompletionOption.ResponseHeadersRead);
        using var second = await visitor.Http.GetAsync(Path, HttpCompletionOption.ResponseHeadersRead);

        using (var third = await visitor.Http.GetAsync(Path, HttpCompletionOption.ResponseHeadersRead))
            Assert.Equal((HttpStatusCode.TooManyRequests, true), (third.StatusCode, third.Headers.RetryAfter is not null));
        first.Dispose();

        await Eventually.IsTrueAsync(
            async () =>
            {
                using var next = await visitor.Http.GetAsync(Path, HttpCompletionOption.ResponseHeadersRead);
                return next.StatusCode == HttpStatusCode.OK;
            },
            "a closed stream makes room for another"
        );
    }

    private Task<int> AddProductAsync(ulong likes) =>
        dashboard.QueryAsync(async db =>
        {
            var product = new Admin.Data.Products.Product
            {
                Title = "t",
                Image = "i",
                Likes = likes,
            };
            db.Products.Add(product);
            await db.SaveChangesAsync();
            return product.Id;
        });
}
