using Microsoft.Playwright;
using ProductPlatform.Tests.Platform;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

/// <summary>The shop's pages: order, search, width and weight.</summary>
public sealed class StorefrontPageTests(StorefrontFixture storefront) : IClassFixture<StorefrontFixture>
{
    private const int MostBytes = 100_000;

    /// <summary>As wide as the fonts of any system make it.</summary>
    private const string WidenText = """
        () => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync("* { font-family: monospace !important; letter-spacing: .1em !important; }");
            document.adoptedStyleSheets = [sheet];
        }
        """;

    /// <summary>How far things have moved by themselves since the page was there (Cumulative Layout Shift).</summary>
    private const string LayoutShift = """
        () => new Promise(resolve => {
            let shift = 0;
            const observer = new PerformanceObserver(list => list.getEntries().forEach(entry => shift += entry.value));
            observer.observe({ type: "layout-shift", buffered: true });
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(shift)));
        })
        """;

    private const string Bytes = """
        () => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
            .reduce((sum, entry) => sum + entry.transferSize, 0)
        """;

    [Fact]
    public async Task The_newest_products_come_first_or_those_liked_most_and_then_all_others()
    {
        var word = BrowserFixture.Word();
        var products = new List<(int Id, string Title)>();
        foreach (var title in (string[])[$"{word} a", $"{word} b", $"{word} c"])
            products.Add((await storefront.AddAsync(title), title));
        var newest = products.OrderByDescending(product => product.Id).Select(product => product.Title).ToArray();
        await using var tab = await storefront.OpenAsync(new TabOptions { Script = false });
        await LikeAsync(tab, products.Single(product => product.Title == newest[2]).Id, 1, 2, 3);
        await LikeAsync(tab, products.Single(product => product.Title == newest[1]).Id, 1);
        await tab.GoAsync($"/?q={word}");
        await Expect(tab.Page.Locator(".products h2")).ToHaveTextAsync(newest);
        await tab.Link("Most liked").First.ClickAsync();

        await Expect(tab.Page.Locator(".products h2")).ToHaveTextAsync([newest[2], newest[1], newest[0]]);
        await Expect(tab.Page.Locator(".count").First).ToHaveTextAsync("3 likes");
        await Expect(tab.Page.Locator(".sort [aria-current]")).ToHaveTextAsync("Most liked");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(30)]
    public async Task The_pages_of_the_most_liked_have_every_product_once(int liked)
    {
        var word = BrowserFixture.Word();
        var ids = new List<int>();
        for (var number = 0; number < 60; number++)
            ids.Add(await storefront.AddAsync($"{word} {number}"));
        // Neither the newest ones nor the oldest.
        var favourites = ids.Order().Skip(15).Take(liked).ToList();
        await using var tab = await storefront.OpenAsync(new TabOptions { Script = false });
        foreach (var id in favourites)
            await LikeAsync(tab, id, 1);
        await LikeAsync(tab, favourites[0], 2);

        var shown = new List<int>();
        for (var page = 1; page <= 3; page++)
        {
            await tab.GoAsync($"/?q={word}&sort=likes&page={page}");
            foreach (var item in await tab.Page.Locator(".products > li").AllAsync())
                shown.Add(int.Parse((await item.GetAttributeAsync("id"))![1..], System.Globalization.CultureInfo.InvariantCulture));
        }

        Assert.Equal([favourites[0], .. favourites.Skip(1).OrderDescending(), .. ids.Except(favourites).OrderDescending()], shown);
    }

    [Fact]
    public async Task A_search_is_left_by_a_link_and_keeps_the_order()
    {
        await using var tab = await storefront.OpenAsync(new TabOptions { Script = false });
        await tab.GoAsync("/?sort=likes");
        await tab.Page.FillAsync("[type=search]", BrowserFixture.Word());
        await tab.Button("Search").ClickAsync();
        await Expect(tab.Page.Locator(".empty h2")).ToHaveTextAsync("Nothing found");
        await tab.Link("Clear search").ClickAsync();

        await Expect(tab.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"/\?sort=likes$"));
        await Expect(tab.Heading).ToHaveTextAsync("Products");
    }

    [Fact]
    public async Task Pages_have_numbers_and_each_is_an_address()
    {
        var word = BrowserFixture.Word();
        for (var number = 0; number < 97; number++)
            await storefront.AddAsync($"{word} {number}");
        await using var tab = await storefront.OpenAsync(new TabOptions { Script = false });
        await tab.GoAsync($"/?q={word}");
        await Expect(tab.Page.Locator(".pages")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\s*1\s*2\s*…\s*5\s*›\s*$"));
        await tab.Link("Page 5").ClickAsync();

        await Expect(tab.Page.Locator(".products > li")).ToHaveCountAsync(1);
        await Expect(tab.Page.Locator(".pages [aria-current]")).ToHaveTextAsync("5");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?q=nothing-has-this")]
    [InlineData("/products/1")]
    public async Task No_page_is_wider_than_a_small_phone_whatever_the_font(string path)
    {
        await storefront.AddAsync("A product with an unusually long name for a small phone");
        await using var tab = await storefront.OpenAsync(new TabOptions { Width = 320 });
        await tab.GoAsync(path);
        await tab.Page.EvaluateAsync(WidenText);

        var width = await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.True(width <= 320, $"{path} is {width} wide.");
    }

    [Fact]
    public async Task A_full_page_is_light_and_nothing_on_it_moves()
    {
        var word = BrowserFixture.Word();
        for (var number = 0; number < 24; number++)
            await storefront.AddAsync($"{word} {number}", "/pictures/teapot.svg");
        await using var tab = await storefront.OpenAsync();
        await tab.Page.GotoAsync($"/?q={word}", new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        await tab.Page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
        await tab.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        Assert.Equal(0, await tab.Page.EvaluateAsync<double>(LayoutShift));
        Assert.InRange(await tab.Page.EvaluateAsync<int>(Bytes), 1, MostBytes);
        Assert.True(await tab.Page.EvaluateAsync<bool>("[...document.images].every(image => image.width && image.hasAttribute('height'))"));
        tab.AssertQuiet();
    }

    [Fact]
    public async Task Cards_have_no_empty_strip_under_their_button()
    {
        var word = BrowserFixture.Word();
        await storefront.AddAsync(word);
        await using var tab = await storefront.OpenAsync();
        await tab.GoAsync($"/?q={word}");

        Assert.InRange(
            await tab.Page.EvaluateAsync<double>(
                "document.querySelector('.products li').getBoundingClientRect().bottom - document.querySelector('.like button').getBoundingClientRect().bottom"
            ),
            0,
            16
        );
    }

    [Theory]
    [InlineData(false, 1280)]
    [InlineData(true, 390)]
    public async Task The_page_of_a_product_is_accessible(bool dark, int width)
    {
        var id = await storefront.AddAsync("A mug to look at");
        await using var tab = await storefront.OpenAsync(new TabOptions { Dark = dark, Width = width });
        await tab.GoAsync($"/products/{id}");

        await tab.AssertAccessibleAsync();
        tab.AssertQuiet();
    }

    private async Task LikeAsync(Tab tab, int product, params int[] users)
    {
        foreach (var user in users)
        {
            storefront.Admin.Answer = AdminStub.User(user);
            Assert.Equal(200, (await tab.Http.PostAsync($"/flask/api/products/{product}/like")).Status);
        }
    }
}
