using System.Net;
using System.Text.RegularExpressions;
using Admin.Data.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AdminApi;

/// <summary>The list's order by several keys, and the counts beside its filters' choices.</summary>
[Collection(DashboardTests.Name)]
public sealed partial class ProductFacetTests(DashboardFixture dashboard)
{
    private readonly string _word = "w" + Guid.NewGuid().ToString("N")[..10];

    [Fact]
    public async Task Each_choice_says_how_many_products_of_the_search_it_leaves()
    {
        foreach (var (name, likes) in new[] { ("a", 0), ("b", 5), ("c", 9), ("d", 10), ("e", 100) })
            await AddAsync($"{_word} {name}", (ulong)likes);
        using var visitor = await dashboard.VisitAsync("products.view");

        Assert.Equal(
            ["No likes (1)", "1 to 9 likes (2)", "10 to 99 likes (1)", "100 likes and more (1)"],
            Choices(await visitor.ReadAsync($"/admin/products?q={_word}")).Take(4)
        );
        // A filter counts for the other one's choices, and not for its own.
        var filtered = Choices(await visitor.ReadAsync($"/admin/products?q={_word}&likes=1-9"));
        Assert.Equal(["No likes (1)", "1 to 9 likes (2)"], filtered.Take(2));
        Assert.Equal(["Updated today (2)", "Updated in 7 days (2)", "Updated in 30 days (2)", "Updated in a year (2)"], filtered.Skip(4));
    }

    [Fact]
    public async Task Very_many_products_are_listed_without_the_counts_and_a_search_among_them_has_counts()
    {
        await AddManyAsync(100_001);
        try
        {
            using var visitor = await dashboard.VisitAsync("products.view");
            Assert.Equal("No likes", Choices(await visitor.ReadAsync("/admin/products")).First());
            Assert.Equal("No likes", Choices(await visitor.ReadAsync($"/admin/products?q={_word}&likes=1-9")).First());
            Assert.Equal("No likes (1)", Choices(await visitor.ReadAsync($"/admin/products?q={_word}+n77777")).First());
            Assert.Contains("100,001", await visitor.ReadAsync($"/admin/products?q={_word}"), StringComparison.Ordinal);
        }
        finally
        {
            await dashboard.QueryAsync(db => db.Products.Where(product => product.Title.StartsWith(_word)).ExecuteDeleteAsync());
        }
    }

    [Theory]
    [InlineData("-likes,title", "b c a d")]
    [InlineData("-likes,-title", "c b d a")]
    [InlineData("likes,-title", "d a c b")]
    [InlineData("title,likes", "a b c d")]
    [InlineData("-likes,-id", "c b d a")]
    [InlineData("nonsense,-likes,likes,title", "b c a d")]
    [InlineData("", "d c b a")]
    public async Task Products_are_sorted_by_several_keys(string sort, string expected)
    {
        foreach (var (name, likes) in new[] { ("a", 1), ("b", 7), ("c", 7), ("d", 1) })
            await AddAsync($"{_word}.{name}", (ulong)likes);
        using var visitor = await dashboard.VisitAsync("products.view");
        var page = await visitor.ReadAsync($"/admin/products?q={_word}&sort={sort}");

        Assert.Equal(expected, string.Join(' ', Regex.Matches(page, $@"<bdi>{_word}\.(\w)</bdi>").Select(match => match.Groups[1].Value)));
    }

    private async Task AddAsync(string title, ulong likes)
    {
        await using var scope = dashboard.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ProductStore>().CreateAsync(title, "i", likes, "seed", CancellationToken.None);
    }

    private Task<int> AddManyAsync(int count) =>
        dashboard.QueryAsync(db =>
            db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO product (title, image, likes, initial_likes, version, created_at, updated_at)
                SELECT CONCAT({_word}, ' n', number), 'i', 0, 0, 1, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)
                FROM (
                    SELECT a.n + 50 * b.n + 2500 * c.n AS number
                    FROM JSON_TABLE({Fifty}, '$[*]' COLUMNS (n INT PATH '$')) AS a,
                        JSON_TABLE({Fifty}, '$[*]' COLUMNS (n INT PATH '$')) AS b,
                        JSON_TABLE({Fifty}, '$[*]' COLUMNS (n INT PATH '$')) AS c
                ) AS numbers
                WHERE number < {count}
                """
            )
        );

    private static string Fifty => $"[{string.Join(',', Enumerable.Range(0, 50))}]";

    /// <summary>The words of the choices of likes, then of those of times.</summary>
    private static IEnumerable<string> Choices(string page) =>
        Options().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value));

    [GeneratedRegex("<option value=\"(?:0|1-9|10-99|100-|today|7|30|365)\"[^>]*>([^<]*)</option>")]
    private static partial Regex Options();
}
