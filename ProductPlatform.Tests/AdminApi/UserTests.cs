using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AdminApi;

[Collection(AdminApiTests.Name)]
public sealed class UserTests(AdminApiFixture admin)
{
    [Fact]
    public async Task Without_users_no_user_is_available()
    {
        await ClearAsync();
        Assert.Equal(
            Answer.Json(HttpStatusCode.NotFound, """{"error":"No users available"}"""),
            await Answer.GetAsync(admin.Http, "GET", "/api/user")
        );
    }

    [Fact]
    public async Task A_user_is_returned_as_an_id_only()
    {
        await ClearAsync();
        var id = Assert.Single(await admin.AddUsersAsync(1));
        Assert.Equal(Answer.Json(HttpStatusCode.OK, $$"""{"id":{{id}}}"""), await Answer.GetAsync(admin.Http, "GET", "/api/user/"));
    }

    [Fact]
    public async Task Every_user_is_equally_likely_also_beside_gaps_of_ids()
    {
        const int Draws = 600;
        await ClearAsync();
        var users = await admin.AddUsersAsync(40);
        var kept = users.Where((_, index) => index is 0 or 1 or 2 or 20 or 39).ToArray();
        await admin.WithDatabaseAsync(db => db.Users.Where(user => !kept.Contains(user.Id)).ExecuteDeleteAsync());

        var counts = kept.ToDictionary(id => id, _ => 0);
        for (var i = 0; i < Draws / 10; i++)
        {
            foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Answer.GetAsync(admin.Http, "GET", "/api/user"))))
                counts[JsonDocument.Parse(answer.Body).RootElement.GetProperty("id").GetInt32()]++;
        }

        // Five users, four degrees of freedom: an even draw stays below 23.5 in 9,999 runs of 10,000.
        var chiSquare = counts.Values.Sum(count => Math.Pow(count - (Draws / 5.0), 2) / (Draws / 5.0));
        Assert.True(chiSquare < 23.5, $"{string.Join(", ", counts.Values)}: chi-square {chiSquare:0.0}");
    }

    [Fact]
    public async Task Users_with_ids_far_apart_are_found_too()
    {
        await ClearAsync();
        var first = Assert.Single(await admin.AddUsersAsync(1));
        await admin.WithDatabaseAsync(db =>
            db.Database.ExecuteSqlAsync($"INSERT INTO users (id, name, email) VALUES (2147483000, 'far', 'far@example.org')")
        );

        var seen = new HashSet<string>();
        for (var i = 0; i < 60; i++)
            seen.Add((await Answer.GetAsync(admin.Http, "GET", "/api/user")).Body);

        await ClearAsync();
        Assert.Equal([$$"""{"id":{{first}}}""", """{"id":2147483000}"""], seen.Order(StringComparer.Ordinal).OrderBy(body => body.Length));
    }

    private Task<int> ClearAsync() => admin.WithDatabaseAsync(db => db.Users.ExecuteDeleteAsync());
}
