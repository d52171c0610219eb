using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

/// <summary>Shortcuts are found in the menu, and those of one key can be turned off.</summary>
[Collection(BrowserTests.Name)]
public sealed class ShortcutTests(BrowserFixture dashboard)
{
    [Fact]
    public async Task Single_keys_can_be_turned_off()
    {
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync("/admin/products");
        await tab.Page.Locator(".top summary").ClickAsync();
        await tab.Button("Keyboard shortcuts ?").ClickAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await tab.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Checkbox).UncheckAsync();
        await tab.AssertAccessibleAsync();
        await tab.Button("Close").ClickAsync();
        await tab.Page.Keyboard.PressAsync("g");
        await tab.Page.Keyboard.PressAsync("?");
        await Expect(tab.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(tab.Heading).ToHaveTextAsync("Products");
        tab.AssertQuiet();
    }
}
