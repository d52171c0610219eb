using System.Net;
using Admin.Data.Lists;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AdminApi;

/// <summary>Whose saved filters are, how many there can be, and where they lead.</summary>
[Collection(DashboardTests.Name)]
public sealed class ListSettingsTests(DashboardFixture dashboard)
{
    [Fact]
    public async Task Another_persons_filter_is_neither_shown_nor_renamed_nor_deleted()
    {
        using var owner = await dashboard.VisitAsync("products.view");
        using var other = await dashboard.VisitAsync("products.view");
        await SaveAsync(owner, "secret plans", "?q=x");
        var filter = await FindAsync(owner, "secret plans");

        Assert.DoesNotContain("secret plans", await other.ReadAsync("/admin/products"), StringComparison.Ordinal);
        await other.PostAsync("/admin/lists?handler=Rename", ("id", $"{filter!.Id}"), ("name", "stolen"));
        await other.PostAsync("/admin/lists?handler=Delete", ("id", $"{filter.Id}"));
        Assert.NotNull(await FindAsync(owner, "secret plans"));
    }

    [Fact]
    public async Task A_person_cannot_save_more_than_the_bound_and_the_same_name_replaces()
    {
        using var visitor = await dashboard.VisitAsync("products.view");
        await Task.WhenAll(Enumerable.Range(0, SavedFilters.MostPerUser + 6).Select(number => SaveAsync(visitor, $"n{number}", "?q=x")));
        Assert.Equal(SavedFilters.MostPerUser, await CountAsync(visitor));
        Assert.Contains($"You have {SavedFilters.MostPerUser} filters.", await visitor.ReadAsync("/admin/lists"), StringComparison.Ordinal);

        var kept = (await FindAllAsync(visitor))[0].Name;
        await SaveAsync(visitor, kept, "?sort=title&page=7&q=%20y");
        Assert.Equal("?q=y&sort=title", (await FindAsync(visitor, kept))!.Query);
        Assert.Equal(SavedFilters.MostPerUser, await CountAsync(visitor));
    }

    [Theory]
    [InlineData("nothing", "?q=x", "name", HttpStatusCode.NotFound, null)]
    [InlineData("products", "https://example.org/?q=x", "name", HttpStatusCode.Redirect, "/admin/products")]
    [InlineData("products", "?page=2", "name", HttpStatusCode.Redirect, "/admin/products")]
    [InlineData("products", "?q=x", " ", HttpStatusCode.Redirect, "/admin/products?q=x")]
    [InlineData("users", "?q=%E2%82%AC%0D%0Aset-cookie:x", "name", HttpStatusCode.Redirect, "/admin/users?q=%E2%82%AC%0D%0Aset-cookie%3Ax")]
    public async Task Saving_leads_back_to_the_list_and_nowhere_else(
        string list,
        string query,
        string name,
        HttpStatusCode status,
        string? address
    )
    {
        using var visitor = await dashboard.VisitAsync("products.view", "users.view");
        using var answer = await visitor.PostAsync("/admin/lists?handler=Save", ("list", list), ("name", name), ("filter", query));
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(address, answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Filters_and_columns_go_with_their_account()
    {
        var user = await dashboard.AddUserAsync(null, "products.view");
        using var visitor = await dashboard.VisitAsync(user);
        await SaveAsync(visitor, "mine", "?q=x");
        await visitor.PostAsync("/admin/lists?handler=Columns", ("list", "products"), ("column", "likes"), ("column", "nonsense"));
        Assert.Equal(
            "likes",
            await dashboard.QueryAsync(db =>
                db.ListColumns.Where(columns => columns.UserId == user.Id).Select(columns => columns.Columns).SingleAsync()
            )
        );

        await dashboard.QueryAsync(db => db.Users.Where(found => found.Id == user.Id).ExecuteDeleteAsync());
        Assert.Equal(0, await CountAsync(visitor));
        Assert.Equal(0, await dashboard.QueryAsync(db => db.ListColumns.CountAsync(columns => columns.UserId == user.Id)));
    }

    private static async Task SaveAsync(Visitor visitor, string name, string query)
    {
        using var answer = await visitor.PostAsync("/admin/lists?handler=Save", ("list", "products"), ("name", name), ("filter", query));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private async Task<SavedFilter?> FindAsync(Visitor visitor, string name) =>
        (await FindAllAsync(visitor)).SingleOrDefault(filter => filter.Name == name);

    private Task<List<SavedFilter>> FindAllAsync(Visitor visitor) =>
        dashboard.QueryAsync(db => db.SavedFilters.AsNoTracking().Where(filter => filter.UserId == visitor.User!.Id).ToListAsync());

    private async Task<int> CountAsync(Visitor visitor) => (await FindAllAsync(visitor)).Count;
}
