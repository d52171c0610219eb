using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Admin.Data.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AdminApi;

/// <summary>Titles and pictures of many products, changed at once: shown first, undone as a whole.</summary>
[Collection(DashboardTests.Name)]
public sealed partial class BulkChangeTests(DashboardFixture dashboard)
{
    private const string Change = "/admin/products/change";

    private readonly string _word = "w" + Guid.NewGuid().ToString("N")[..10];

    [Fact]
    public async Task The_preview_shows_each_product_before_and_after_and_changes_nothing()
    {
        await AddAsync("red lamp", "red mug", "blue mug");
        using var visitor = await dashboard.VisitAsync("products.change");

        var page = await PreviewAsync(visitor, ("find", "red"), ("replace", "green"));

        Assert.Contains($"<del>{_word} red lamp</del> <ins>{_word} green lamp</ins>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("blue mug", page, StringComparison.Ordinal);
        Assert.Contains("2 to change", page, StringComparison.Ordinal);
        Assert.Contains("1 unchanged", page, StringComparison.Ordinal);
        Assert.Equal(["blue mug", "red lamp", "red mug"], await TitlesAsync());
    }

    [Fact]
    public async Task Titles_and_pictures_are_changed_with_a_new_version_and_an_entry_in_each_history()
    {
        var products = await AddAsync("lamp", "mug");
        using var visitor = await dashboard.VisitAsync("products.change");
        (string, string)[] change = [("find", " "), ("replace", "  "), ("prefix", "Sale: "), ("suffix", " (new)"), ("image", "/p.svg")];

        Assert.Contains("2 products were changed.", await ApplyAsync(visitor, change), StringComparison.Ordinal);

        foreach (var product in products)
        {
            var now = await FindAsync(product.Id);
            Assert.Equal(
                ($"Sale: {product.Title.Replace(" ", "  ", StringComparison.Ordinal)} (new)", "/p.svg", 2),
                (now.Title, now.Image, now.Version)
            );
            var entry = await dashboard.QueryAsync(db => db.ProductHistory.SingleAsync(e => e.ProductId == product.Id && e.Version == 2));
            Assert.Equal((now.Title, visitor.User!.UserName, RevisionKind.Updated), (entry.Title, entry.Actor, entry.Kind));
        }
    }

    [Fact]
    public async Task Only_what_was_previewed_is_done()
    {
        var product = (await AddAsync("lamp"))[0];
        using var visitor = await dashboard.VisitAsync("products.change");
        var seen = Seen(await PreviewAsync(visitor, ("prefix", "Sale: ")));
        await EditAsync(product.Id, $"{_word} desk lamp");

        using var again = await PostAsync(visitor, [("prefix", "Sale: "), ("step", "apply"), ("seen", seen)]);

        Assert.Contains("This is the new preview", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal($"{_word} desk lamp", (await FindAsync(product.Id)).Title);
    }

    [Fact]
    public async Task A_title_that_would_be_too_long_is_shown_and_left_as_it_is()
    {
        await AddAsync("short", new string('t', 185));
        using var visitor = await dashboard.VisitAsync("products.change");

        var page = await PreviewAsync(visitor, ("suffix", " and more"));
        Assert.Contains("Title is too long: ", page, StringComparison.Ordinal);
        Assert.Contains("1 product was changed.", await ApplyAsync(visitor, ("suffix", " and more")), StringComparison.Ordinal);

        Assert.Equal(["short and more", new string('t', 185)], await TitlesAsync());
    }

    [Fact]
    public async Task Undo_brings_back_what_was_there_and_leaves_what_was_changed_since()
    {
        var products = await AddAsync("lamp", "mug");
        using var visitor = await dashboard.VisitAsync("products.change");
        var undo = Undo().Match(await ApplyAsync(visitor, ("prefix", "Sale: "))).Groups[1].Value;
        await EditAsync(products[1].Id, $"{_word} cup");

        using var response = await visitor.PostAsync(undo);
        var message = await visitor.ReadAsync(response.Headers.Location!.ToString());

        Assert.Contains("1 product is again as before. 1 has changed since", message, StringComparison.Ordinal);
        Assert.Equal(["cup", "lamp"], await TitlesAsync());
        Assert.Equal(3, (await FindAsync(products[0].Id)).Version);
    }

    [Fact]
    public async Task Another_user_cannot_undo_it()
    {
        await AddAsync("lamp");
        using var visitor = await dashboard.VisitAsync("products.change");
        var undo = Undo().Match(await ApplyAsync(visitor, ("prefix", $"{_word} Sale: "))).Groups[1].Value;
        using var other = await dashboard.VisitAsync("products.change");

        using var response = await other.PostAsync(undo);

        Assert.Contains("nothing to undo", await other.ReadAsync(response.Headers.Location!.ToString()), StringComparison.Ordinal);
        Assert.Equal(["Sale: " + _word + " lamp"], await TitlesAsync());
    }

    [Fact]
    public async Task Products_that_changed_since_they_were_read_stay_as_they_are()
    {
        var products = await AddAsync("lamp", "mug");
        await EditAsync(products[1].Id, $"{_word} cup");

        await dashboard.WithAsync(async services =>
        {
            var result = await services
                .GetRequiredService<ProductBatches>()
                .ChangeAsync(
                    [.. products.Select(product => new ProductEdit(product.Id, product.Version, $"{_word} new", "i"))],
                    "test",
                    CancellationToken.None
                );
            Assert.Equal((1, 1), (result.Changed, result.Left));
        });

        Assert.Equal(["cup", "new"], await TitlesAsync());
    }

    private Task<HttpResponseMessage> PostAsync(Visitor visitor, (string Name, string Value)[] fields) =>
        visitor.PostAsync(Change, [("everything", "true"), ("filter", $"?q={_word}"), .. fields]);

    private async Task<string> PreviewAsync(Visitor visitor, params (string Name, string Value)[] change)
    {
        using var response = await PostAsync(visitor, [.. change, ("step", "preview")]);
        return WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
    }

    /// <summary>Previews and does it; returns the page that says so.</summary>
    private async Task<string> ApplyAsync(Visitor visitor, params (string Name, string Value)[] change)
    {
        var seen = Seen(await PreviewAsync(visitor, change));
        using var response = await PostAsync(visitor, [.. change, ("step", "apply"), ("seen", seen)]);
        return WebUtility.HtmlDecode(await visitor.ReadAsync(response.Headers.Location!.ToString()));
    }

    private static string Seen(string page) => Fingerprint().Match(page).Groups[1].Value;

    private async Task<List<Product>> AddAsync(params string[] titles)
    {
        List<Product> products = [];
        await dashboard.WithAsync(async services =>
        {
            foreach (var title in titles)
            {
                products.Add(
                    await services
                        .GetRequiredService<ProductStore>()
                        .CreateAsync($"{_word} {title}", "i", 0, "seed", CancellationToken.None)
                );
            }
        });
        return products;
    }

    private Task EditAsync(int id, string title) =>
        dashboard.WithAsync(services =>
            services.GetRequiredService<ProductStore>().UpdateAsync(id, title, "i", null, "seed", CancellationToken.None)
        );

    private Task<Product> FindAsync(int id) =>
        dashboard.QueryAsync(db => db.Products.AsNoTracking().SingleAsync(product => product.Id == id));

    /// <summary>The titles of this test's products, without its word in front.</summary>
    private async Task<List<string>> TitlesAsync() =>
        [
            .. (
                await dashboard.QueryAsync(db =>
                    db.Products.Where(product => product.Title.Contains(_word)).Select(product => product.Title).ToListAsync()
                )
            )
                .Select(title => title.StartsWith(_word, StringComparison.Ordinal) ? title[(_word.Length + 1)..] : title)
                .Order(StringComparer.Create(CultureInfo.InvariantCulture, ignoreCase: false)),
        ];

    [GeneratedRegex("name=\"seen\" value=\"([^\"]*)\"")]
    private static partial Regex Fingerprint();

    [GeneratedRegex("action=\"(/admin/products/undo[^\"]*)\"")]
    private static partial Regex Undo();
}
