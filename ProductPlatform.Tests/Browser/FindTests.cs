using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

/// <summary>The search over everything.</summary>
[Collection(BrowserTests.Name)]
public sealed class FindTests(BrowserFixture dashboard)
{
    [Fact]
    public async Task Ctrl_K_finds_a_product_while_one_types_elsewhere()
    {
        var product = await dashboard.AddAsync(BrowserFixture.Word());
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync("/admin/products/add");
        await tab.Page.FocusAsync("[name=title]");
        await tab.Page.Keyboard.PressAsync("Control+k");
        await tab.Page.Keyboard.TypeAsync(product.Title);
        await Expect(tab.Page.Locator(".finder .found a").First).ToContainTextAsync(product.Title);
        await tab.AssertAccessibleAsync();
        await tab.Page.Keyboard.PressAsync("Enter");

        await Expect(tab.Heading).ToHaveTextAsync(product.Title);
        tab.AssertQuiet();
    }

    [Fact]
    public async Task The_arrow_keys_go_through_the_results()
    {
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync("/admin");
        await tab.Page.Keyboard.PressAsync("Control+k");
        await tab.Page.Keyboard.TypeAsync("dead let");
        await Expect(tab.Page.Locator(".finder .found a")).ToHaveTextAsync(["Dead letters"]);
        await tab.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(tab.Page.Locator(".finder .found a")).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("Enter");

        await Expect(tab.Heading).ToHaveTextAsync("Dead letters");
        tab.AssertQuiet();
    }

    [Fact]
    public async Task Without_a_script_it_is_a_page()
    {
        var product = await dashboard.AddAsync(BrowserFixture.Word());
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = false });
        await tab.GoAsync("/admin");
        await tab.Page.Locator(".find").ClickAsync();
        await tab.Page.FillAsync("[name=q]", product.Title);
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.Locator($".results a[href$='/products/{product.Id}']").ClickAsync();

        await Expect(tab.Heading).ToHaveTextAsync(product.Title);
    }

    [Fact]
    public async Task It_shows_nothing_that_the_viewer_may_not_see()
    {
        var product = await dashboard.AddAsync(BrowserFixture.Word());
        await using var tab = await dashboard.OpenAsync(new TabOptions { Person = "ulla|users.view" });
        await tab.GoAsync($"/admin/search?q={product.Title}");

        await Expect(tab.Page.Locator("[data-results]")).ToContainTextAsync("Nothing found");
    }
}
