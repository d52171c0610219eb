using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Main.Api.Storefront;
using Main.Data;
using Main.Data.Products;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.MainApi;

/// <summary>What the shop's pages say to search engines and previews, and what a page costs the database.</summary>
[Collection(MainApiTests.Name)]
public sealed partial class ShopTests(MainApiFixture main)
{
    private static readonly XNamespace Schema = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private string Here => main.Http.BaseAddress!.ToString().TrimEnd('/');

    [Fact]
    public async Task A_products_page_names_its_address_title_and_picture()
    {
        var id = await main.AddProductAsync("Tea & \"coffee\"", "/pictures/mug.svg");
        var page = await main.Http.GetStringAsync($"/products/{id}");

        Assert.Equal($"{Here}/products/{id}", Canonical(page));
        Assert.Equal($"{Here}/products/{id}", Property(page, "og:url"));
        Assert.Equal($"{Here}/pictures/mug.svg", Property(page, "og:image"));
        Assert.Equal("Tea & \"coffee\"", Property(page, "og:title"));
    }

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/?page=1&utm_source=x", "/")]
    [InlineData("/?sort=likes", "/?sort=likes")]
    [InlineData("/?sort=unknown", "/")]
    [InlineData("/?q=x", null)]
    public async Task A_list_has_one_address_and_a_search_is_not_indexed(string path, string? expected)
    {
        var page = await main.Http.GetStringAsync(path);

        Assert.Equal(expected is null ? null : Here + expected, Canonical(page));
        Assert.Equal(expected is null, page.Contains("""<meta name="robots" content="noindex" />""", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Addresses_have_the_name_that_the_operator_gave_the_service()
    {
        await using var app = main.Start(main.Admin, ("Proxy:PublicAddress", "https://shop.example"));
        using var http = app.NewClient();

        Assert.Equal("https://shop.example/", Canonical(await http.GetStringAsync("/")));
        Assert.EndsWith(
            "\nSitemap: https://shop.example/sitemap.xml\n",
            await http.GetStringAsync("/robots.txt"),
            StringComparison.Ordinal
        );
        using var named = await http.GetAsync("/sitemap.xml");
        using var unnamed = await main.Http.GetAsync("/sitemap.xml");
        Assert.Equal(
            ("public, max-age=3600", "no-cache"),
            (named.Headers.CacheControl!.ToString(), unnamed.Headers.CacheControl!.ToString())
        );
    }

    [Fact]
    public async Task The_sitemap_leads_to_every_product_and_to_no_deleted_one()
    {
        var id = await main.AddProductAsync();
        var deleted = await main.AddProductAsync(deletedAt: DateTime.UnixEpoch);
        var files = await LocationsAsync("/sitemap.xml");
        var file = $"{Here}/sitemap/{((id - 1) / 50_000) + 1}.xml";
        Assert.Contains(file, files);

        var products = await LocationsAsync(file);
        Assert.Contains($"{Here}/products/{id}", products);
        foreach (var other in files)
            Assert.DoesNotContain($"{Here}/products/{deleted}", await LocationsAsync(other));
    }

    [Theory]
    [InlineData("/sitemap/0.xml")]
    [InlineData("/sitemap/2147483647.xml")]
    [InlineData("/sitemap/x.xml")]
    [InlineData("/products/2147483647")]
    [InlineData("/products/0")]
    [InlineData("/products/x")]
    public async Task What_is_not_there_is_not_found(string path) =>
        Assert.Equal(404, (await Answer.GetAsync(main.Http, "GET", path, headers: ("Accept", "text/html"))).Status);

    [Fact]
    public async Task A_deleted_product_has_no_page()
    {
        var answer = await Answer.GetAsync(
            main.Http,
            "GET",
            $"/products/{await main.AddProductAsync(deletedAt: DateTime.UnixEpoch)}",
            headers: ("Accept", "text/html")
        );

        Assert.Equal(404, answer.Status);
        Assert.Contains("A product may have been removed.", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_of_the_files_for_search_engines_has_no_body()
    {
        foreach (var path in (string[])["/robots.txt", "/sitemap.xml"])
        {
            var answer = await Answer.GetAsync(main.Http, "HEAD", path);
            Assert.Equal((200, ""), (answer.Status, answer.Body));
        }
    }

    [Fact]
    public async Task No_page_of_the_newest_products_sorts_or_reads_rows()
    {
        await main.AddProductAsync();
        foreach (var page in (int[])[1, 40_000])
        {
            var plan = await ExplainAsync(db => Catalogue.NewestIds(Catalogue.Matching(db, CatalogueQuery.From(null, null, page)), page));
            Assert.DoesNotContain("filesort", plan, StringComparison.Ordinal);
            Assert.StartsWith("ix_product_deleted_at: ", plan, StringComparison.Ordinal);
            Assert.Contains("Using index", plan, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Products_behind_an_id_are_read_from_there_by_the_primary_key()
    {
        await main.AddProductAsync();

        Assert.StartsWith("PRIMARY: ", await ExplainAsync(db => db.ProductsAfter(700_000).Take(100)), StringComparison.Ordinal);
    }

    private Task<string> ExplainAsync<T>(Func<MainDbContext, IQueryable<T>> query) =>
        main.WithDatabaseAsync(async db =>
        {
            await using var command = query(db).CreateDbCommand();
            command.CommandText = "EXPLAIN FORMAT=TRADITIONAL " + command.CommandText;
            await db.Database.OpenConnectionAsync();
            await using var rows = await command.ExecuteReaderAsync();
            Assert.True(await rows.ReadAsync());
            return $"{rows["key"]}: {rows["Extra"]}";
        });

    [Fact]
    public async Task A_visitor_likes_a_product_once_however_often_the_form_is_sent()
    {
        var id = await main.AddProductAsync();
        var user = 1000;
        main.Admin.Answer = context => AdminStub.User(Interlocked.Increment(ref user))(context);
        using var browser = new HttpClient { BaseAddress = main.Http.BaseAddress };
        var token = Token().Match(await browser.GetStringAsync($"/products/{id}")).Groups[1].Value;
        for (var sent = 0; sent < 3; sent++)
        {
            using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
            using var answer = await browser.PostAsync($"/products/{id}/like", form);
            Assert.Contains("\"likes\":1", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(1, await main.WithDatabaseAsync(db => db.Likes.CountAsync(like => like.ProductId == id)));
        main.Admin.Answer = AdminStub.User(1);
    }

    private async Task<List<string>> LocationsAsync(string address) =>
        [.. XDocument.Parse(await main.Http.GetStringAsync(address)).Descendants(Schema + "loc").Select(location => location.Value)];

    private static string? Canonical(string page) =>
        CanonicalLink().Match(page) is { Success: true } link ? WebUtility.HtmlDecode(link.Groups[1].Value) : null;

    private static string Property(string page, string name) =>
        WebUtility.HtmlDecode(Regex.Match(page, $"property=\"{name}\" content=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("<link rel=\"canonical\" href=\"([^\"]*)\"")]
    private static partial Regex CanonicalLink();

    [GeneratedRegex("__RequestVerificationToken[^>]*value=\"([^\"]*)\"")]
    private static partial Regex Token();
}
