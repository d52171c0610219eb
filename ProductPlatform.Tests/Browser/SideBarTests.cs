using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

/// <summary>The side bar, folded and searched.</summary>
[Collection(BrowserTests.Name)]
public sealed class SideBarTests(BrowserFixture dashboard)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_side_bar_folds_to_its_icons_and_stays_so_on_other_pages(bool script)
    {
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = script });
        await tab.GoAsync("/admin/products");
        var wide = (await tab.Page.Locator(".side").BoundingBoxAsync())!.Width;
        await tab.Button("Side bar with words").ClickAsync();
        await Expect(tab.Page.Locator("html")).ToHaveAttributeAsync("data-side", "closed");
        await tab.GoAsync("/admin/likes");

        await Expect(tab.Page.Locator("html")).ToHaveAttributeAsync("data-side", "closed");
        await Expect(tab.Button("Side bar with words")).ToHaveAttributeAsync("aria-expanded", "false");
        Assert.True((await tab.Page.Locator(".side").BoundingBoxAsync())!.Width < wide / 2);
        await Expect(tab.Page.Locator(".side .app").First).ToBeHiddenAsync();
        await Expect(tab.Page.Locator(".side").GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Products" }))
            .ToBeVisibleAsync();
        if (script)
            await tab.AssertAccessibleAsync();

        await tab.Button("Side bar with words").ClickAsync();
        await Expect(tab.Page.Locator(".side .app").First).ToBeVisibleAsync();
        Assert.Equal(wide, (await tab.Page.Locator(".side").BoundingBoxAsync())!.Width);
        tab.AssertQuiet();
    }

    [Fact]
    public async Task Entries_are_found_and_opened_by_the_keyboard()
    {
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync("/admin/products");
        var box = tab.Page.GetByLabel("Filter the side bar");
        await box.FillAsync("S");
        await box.FillAsync("GROU");

        await Expect(tab.Page.Locator(".side .word:visible")).ToHaveTextAsync(["Groups"]);
        await Expect(tab.Page.Locator(".side .app:visible")).ToHaveTextAsync(["People"]);
        await box.PressAsync("Escape");
        await Expect(tab.Page.Locator(".side .word:visible")).ToHaveCountAsync(8);

        await box.FillAsync("li");
        await box.PressAsync("ArrowDown");
        await Expect(tab.Page.Locator(".side a:focus")).ToHaveTextAsync("Likes");
        await tab.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(box).ToBeFocusedAsync();
        await box.PressAsync("Enter");
        await Expect(tab.Heading).ToHaveTextAsync("Likes");
        tab.AssertQuiet();
    }

    [Fact]
    public async Task Without_a_script_there_is_no_box_that_does_nothing()
    {
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = false });
        await tab.GoAsync("/admin/products");

        await Expect(tab.Page.Locator("[data-side-filter]")).ToBeHiddenAsync();
    }
}
