using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

/// <summary>What helps while a product's form is filled in.</summary>
[Collection(BrowserTests.Name)]
public sealed class ProductEditingTests(BrowserFixture dashboard)
{
    [Fact]
    public async Task Ctrl_S_saves_from_within_a_field()
    {
        var product = await dashboard.AddAsync(BrowserFixture.Word());
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync($"/admin/products/{product.Id}");
        await tab.Page.FillAsync("[name=title]", product.Title + " saved");
        await tab.Page.Keyboard.PressAsync("Control+s");

        await Expect(tab.Message).ToHaveTextAsync($"The product {product.Title} saved was changed.");
        tab.AssertQuiet();
    }

    [Theory]
    [InlineData("lamp.png", "The picture’s address does not begin with https:// or a slash.")]
    [InlineData("javascript:alert(1)", "The picture’s address does not begin with https:// or a slash.")]
    [InlineData("/pictures/nowhere.svg", "This picture does not load.")]
    public async Task A_picture_that_cannot_be_shown_is_warned_of(string image, string warning)
    {
        var product = await dashboard.AddAsync(BrowserFixture.Word());
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync($"/admin/products/{product.Id}");
        await tab.Page.FillAsync("[name=image]", image);
        await tab.Page.FocusAsync("[name=title]");
        await Expect(tab.Page.Locator("[data-picture-warning]")).ToHaveTextAsync(warning);
        await tab.AssertAccessibleAsync();
    }

    [Fact]
    public async Task A_picture_that_is_warned_of_is_saved_all_the_same()
    {
        var product = await dashboard.AddAsync(BrowserFixture.Word());
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync($"/admin/products/{product.Id}");
        await tab.Page.FillAsync("[name=image]", "javascript:alert(1)");
        await tab.Button("Save").ClickAsync();

        await Expect(tab.Message).ToHaveTextAsync($"The product {product.Title} was changed.");
    }

    [Fact]
    public async Task Characters_are_counted_and_none_is_cut_off()
    {
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync("/admin/products/add");
        await tab.Page.FillAsync("[name=title]", new string('t', 203));

        await Expect(tab.Page.Locator("#id_title_help")).ToHaveTextAsync("203 of 200 characters.");
        await Expect(tab.Page.Locator("#id_title_help .over")).ToBeVisibleAsync();
        await Expect(tab.Page.Locator("[name=title]")).ToHaveValueAsync(new string('t', 203));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_duplicate_begins_with_title_and_picture(bool script)
    {
        var product = await dashboard.AddAsync(BrowserFixture.Word());
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = script });
        await tab.GoAsync($"/admin/products/{product.Id}");
        await tab.Link("Duplicate").ClickAsync();
        await Expect(tab.Page.Locator("[name=title]")).ToHaveValueAsync(product.Title);
        await Expect(tab.Page.Locator("[name=image]")).ToHaveValueAsync(product.Image);
        await tab.Button("Save").ClickAsync();

        await Expect(tab.Message).ToHaveTextAsync($"The product {product.Title} was added.");
    }
}
