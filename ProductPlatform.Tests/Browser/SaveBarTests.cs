using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

/// <summary>Long forms are saved from wherever one is in them.</summary>
[Collection(BrowserTests.Name)]
public sealed class SaveBarTests(BrowserFixture dashboard)
{
    [Theory]
    [InlineData("/admin/products/{product}", 1280)]
    [InlineData("/admin/products/{product}", 390)]
    [InlineData("/admin/products/edit", 1280)]
    [InlineData("/admin/products/edit", 390)]
    [InlineData("/admin/products/import", 390)]
    [InlineData("/admin/groups/{group}", 1280)]
    [InlineData("/admin/groups/{group}", 390)]
    [InlineData("/admin/users/add", 390)]
    [InlineData("/admin/users/{user}", 1280)]
    public async Task The_buttons_of_a_long_form_are_in_sight_at_its_beginning(string path, int width)
    {
        await using var tab = await dashboard.OpenAsync();
        await tab.Page.SetViewportSizeAsync(width, 520);
        await tab.GoAsync(await FillAsync(path));

        var box = (await tab.Page.Locator(".actions.bottom").BoundingBoxAsync())!;
        Assert.InRange(box.Y + box.Height, 500, 520);
        await Expect(tab.Page.Locator(".actions.bottom .primary")).ToBeInViewportAsync(new() { Ratio = 1 });
        Assert.True(box.Height < 130, $"It is {box.Height} high.");
    }

    [Fact]
    public async Task What_one_tabs_to_is_not_beneath_the_buttons()
    {
        await using var tab = await dashboard.OpenAsync();
        await tab.Page.SetViewportSizeAsync(1280, 520);
        await tab.GoAsync(await FillAsync("/admin/groups/{group}"));
        await tab.Page.FocusAsync("#main [name=name]");
        var bar = (await tab.Page.Locator(".actions.bottom").BoundingBoxAsync())!.Y;
        for (var stop = 0; stop < 12; stop++)
        {
            await tab.Page.Keyboard.PressAsync("Tab");
            var focused = tab.Page.Locator("#main form :focus:not(.actions *)");
            if (await focused.CountAsync() == 0)
                break;
            var box = (await focused.BoundingBoxAsync())!;
            Assert.True(box.Y + box.Height <= bar, $"Stop {stop} is at {box.Y}, the buttons begin at {bar}.");
        }
    }

    private async Task<string> FillAsync(string path)
    {
        for (var product = 0; product < 12; product++)
            await dashboard.AddAsync(BrowserFixture.Word());
        var last = await dashboard.AddAsync(BrowserFixture.Word());
        var (user, group) = await dashboard.AddUserInGroupAsync();
        return path.Replace("{user}", $"{user}", StringComparison.Ordinal)
            .Replace("{group}", $"{group}", StringComparison.Ordinal)
            .Replace("{product}", $"{last.Id}", StringComparison.Ordinal);
    }
}
