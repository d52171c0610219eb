using System.Net;
using System.Text.Json;
using Admin.Data.Products;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AdminApi;

[Collection(AdminApiTests.Name)]
public sealed class ProductListTests(AdminApiFixture admin)
{
    [Fact]
    public async Task The_whole_list_is_a_bare_array_by_id()
    {
        var ids = new[] { await admin.CreateProductAsync("a"), await admin.CreateProductAsync("b") };
        var answer = await Answer.GetAsync(admin.Http, "GET", "/api/products");

        Assert.Equal((200, "application/json"), (answer.Status, answer.ContentType));
        Assert.EndsWith(
            $$"""{"id":{{ids[0]}},"title":"a","image":"i","likes":0},{"id":{{ids[1]}},"title":"b","image":"i","likes":0}]""",
            answer.Body,
            StringComparison.Ordinal
        );
        var all = JsonDocument
            .Parse(answer.Body)
            .RootElement.EnumerateArray()
            .Select(product => product.GetProperty("id").GetInt32())
            .ToList();
        Assert.Equal(all.Order(), all);
    }

    [Fact]
    public async Task Pages_follow_each_other_by_their_links_and_keep_the_search()
    {
        var word = Guid.NewGuid().ToString("N");
        var ids = new List<int>();
        for (var i = 0; i < 5; i++)
            ids.Add(await admin.CreateProductAsync($"{word} {i}"));

        var seen = new List<int>();
        var next = $"/api/products?limit=2&search={word}";
        var pages = 0;
        while (next is not null)
        {
            using var response = await admin.Http.GetAsync(next);
            seen.AddRange(
                JsonDocument
                    .Parse(await response.Content.ReadAsStringAsync())
                    .RootElement.EnumerateArray()
                    .Select(product => product.GetProperty("id").GetInt32())
            );
            next = response.Headers.TryGetValues("Link", out var links) ? Assert.Single(links).Split('<', '>')[1] : null;
            Assert.True(next?.StartsWith('/') ?? true);
            pages++;
        }

        Assert.Equal(ids, seen);
        Assert.Equal(3, pages);
    }

    [Fact]
    public async Task A_search_takes_its_words_literally()
    {
        var id = await admin.CreateProductAsync("100%_sure\\");
        await admin.CreateProductAsync("100 unsure");
        Assert.Equal(
            Answer.Json(HttpStatusCode.OK, $$"""[{"id":{{id}},"title":"100%_sure\\","image":"i","likes":0}]"""),
            await Answer.GetAsync(admin.Http, "GET", "/api/products?search=0%25_sure%5C")
        );
    }

    [Fact]
    public async Task A_search_without_a_match_is_an_empty_array() =>
        Assert.Equal(
            Answer.Json(HttpStatusCode.OK, "[]"),
            await Answer.GetAsync(admin.Http, "GET", $"/api/products?search={Guid.NewGuid():N}")
        );

    [Theory]
    [InlineData("limit=0", """{"limit":["Ensure this value is greater than or equal to 1."]}""")]
    [InlineData("limit=1001", """{"limit":["Ensure this value is less than or equal to 1000."]}""")]
    [InlineData(
        "limit=x&after=-1",
        """{"limit":["A valid integer is required."],"after":["Ensure this value is greater than or equal to 0."]}"""
    )]
    public async Task An_invalid_page_is_refused(string query, string expected) =>
        Assert.Equal(Answer.Json(HttpStatusCode.BadRequest, expected), await Answer.GetAsync(admin.Http, "GET", $"/api/products?{query}"));

    [Fact]
    public async Task A_long_list_arrives_completely()
    {
        const int Count = 3000;
        await admin.WithDatabaseAsync(async db =>
        {
            db.Products.AddRange(
                Enumerable.Range(0, Count).Select(i => new Product { Title = $"bulk {i} {new string('x', 100)}", Image = "i" })
            );
            await db.SaveChangesAsync();
        });

        var answer = await Answer.GetAsync(admin.Http, "GET", "/api/products");

        Assert.True(
            JsonDocument
                .Parse(answer.Body)
                .RootElement.EnumerateArray()
                .Count(product => product.GetProperty("title").GetString()!.StartsWith("bulk", StringComparison.Ordinal)) >= Count
        );
    }
}
