using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

/// <summary>Lists on a phone: rows first, what acts on them when there is something to act on.</summary>
[Collection(BrowserTests.Name)]
public sealed class PhoneListTests(BrowserFixture dashboard)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Buttons_for_selected_products_appear_with_the_first_one(bool script)
    {
        var word = BrowserFixture.Word();
        await dashboard.AddAsync(word);
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = script, Width = 390 });
        await tab.GoAsync("/admin/products?q=" + word);
        await Expect(tab.Button("Delete selected…")).ToBeHiddenAsync();

        await tab.Page.Locator("tbody .tick input").CheckAsync();
        await tab.Button("Delete selected…").ClickAsync();
        await Expect(tab.Page.Locator("#main")).ToContainTextAsync(word);
        await Expect(tab.Page.Locator("h1")).ToContainTextAsync("Delete");
        tab.AssertQuiet();
    }

    [Fact]
    public async Task The_first_row_is_in_the_upper_two_thirds_of_a_phone()
    {
        await dashboard.AddAsync(BrowserFixture.Word());
        await using var tab = await dashboard.OpenAsync(new TabOptions { Width = 390 });
        await tab.Page.SetViewportSizeAsync(390, 844);
        await tab.GoAsync("/admin/products");

        Assert.InRange((await tab.Page.Locator("tbody tr").First.BoundingBoxAsync())!.Y, 300, 844 * 2 / 3);
        await Expect(tab.Page.GetByRole(AriaRole.Link, new() { Name = "Import" })).ToBeVisibleAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Link, new() { Name = "Add product" })).ToBeVisibleAsync();
        await tab.AssertAccessibleAsync();
    }
}
