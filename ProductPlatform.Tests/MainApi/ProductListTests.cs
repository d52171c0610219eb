using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.MainApi;

[Collection(MainApiTests.Name)]
public sealed class ProductListTests(MainApiFixture main) : IAsyncLifetime
{
    public Task InitializeAsync() => main.WithDatabaseAsync(db => db.Products.ExecuteDeleteAsync());

    [Theory]
    [InlineData("/flask/api/products")]
    [InlineData("/flask/api/products/")]
    public async Task The_list_is_a_bare_array_by_id_without_deleted_products(string path)
    {
        Assert.Equal(Answer.Json(HttpStatusCode.OK, "[]"), await Answer.GetAsync(main.Http, "GET", path));

        var ids = new[] { await main.AddProductAsync("café 😀", "<i>"), await main.AddProductAsync("café 😀", "<i>") };
        await main.AddProductAsync(deletedAt: DateTime.UnixEpoch);

        Assert.Equal(
            Answer.Json(
                HttpStatusCode.OK,
                $"[{string.Join(',', ids.Order().Select(id => $$"""{"id":{{id}},"image":"<i>","title":"café 😀"}"""))}]"
            ),
            await Answer.GetAsync(main.Http, "GET", path, headers: ("Accept", "text/csv"))
        );
    }

    [Fact]
    public async Task Pages_follow_each_other_by_their_links()
    {
        var ids = new List<int>();
        for (var i = 0; i < 5; i++)
            ids.Add(await main.AddProductAsync());

        var seen = new List<int>();
        var next = "/flask/api/products?limit=2";
        while (next is not null)
        {
            using var response = await main.Http.GetAsync(next);
            seen.AddRange(
                JsonDocument
                    .Parse(await response.Content.ReadAsStringAsync())
                    .RootElement.EnumerateArray()
                    .Select(product => product.GetProperty("id").GetInt32())
            );
            next = response.Headers.TryGetValues("Link", out var links) ? Assert.Single(links).Split('<', '>')[1] : null;
        }

        Assert.Equal(ids.Order(), seen);
    }

    [Fact]
    public async Task An_invalid_page_is_refused() =>
        Assert.Equal(
            new Answer(
                400,
                "application/problem+json",
                """{"type":"about:blank","title":"Bad Request","status":400,"detail":"The query is not valid.","message":"The query is not valid.","errors":{"limit":["A valid integer is required."]}}"""
            ),
            await Answer.GetAsync(main.Http, "GET", "/flask/api/products?limit=x")
        );

    [Fact]
    public async Task A_known_list_is_not_sent_again_until_anything_in_it_changes()
    {
        var id = await main.AddProductAsync("old");
        var tag = await TagAsync();
        Assert.Equal(
            new Answer(304, null, ""),
            await Answer.GetAsync(main.Http, "GET", "/flask/api/products", headers: ("If-None-Match", tag))
        );

        // An old producer's event changes the title and leaves the version.
        await main.WithDatabaseAsync(db =>
            db.Products.Where(product => product.Id == id).ExecuteUpdateAsync(change => change.SetProperty(product => product.Title, "new"))
        );
        var renamed = await TagAsync();
        await main.AddProductAsync();
        var added = await TagAsync();
        await main.WithDatabaseAsync(db =>
            db.Products.Where(product => product.Id == id)
                .ExecuteUpdateAsync(change => change.SetProperty(product => product.DeletedAt, DateTime.UnixEpoch))
        );
        var deleted = await TagAsync();

        Assert.Equal(4, new[] { tag, renamed, added, deleted }.Distinct().Count());
        Assert.Equal(200, (await Answer.GetAsync(main.Http, "GET", "/flask/api/products", headers: ("If-None-Match", tag))).Status);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task<string> TagAsync()
    {
        using var response = await main.Http.GetAsync("/flask/api/products");
        return response.Headers.ETag!.ToString();
    }
}
