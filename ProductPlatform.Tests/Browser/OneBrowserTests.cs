using Microsoft.Playwright;
using ProductPlatform.Tests.MainApi;
using ProductPlatform.Tests.Platform;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

/// <summary>Dashboard and shop on one host in one browser, as on a developer's machine.</summary>
[Collection(AccountTests.Name)]
public sealed class OneBrowserTests(AccountsFixture accounts) : IAsyncLifetime
{
    private readonly MainApiFixture _shop = new();

    public Task InitializeAsync() => _shop.InitializeAsync();

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task Shop_and_dashboard_do_not_break_each_others_open_pages()
    {
        var (word, first, second) = (BrowserFixture.Word(), BrowserFixture.Word(), BrowserFixture.Word());
        await _shop.AddProductAsync(first);
        await _shop.AddProductAsync(second);
        _shop.Admin.Answer = AdminStub.User(Random.Shared.Next(1, int.MaxValue));
        await using var tab = await accounts.OpenAsSuperuserAsync();
        await tab.GoAsync("/admin/products/add");
        await tab.Page.FillAsync("[name=title]", word);
        await tab.Page.FillAsync("[name=image]", "/pictures/lamp.svg");

        var shop = await tab.Page.Context.NewPageAsync();
        await shop.GotoAsync(_shop.Http.BaseAddress!.ToString());
        await LikeAsync(shop, first);
        await tab.Button("Save").ClickAsync();
        await Expect(tab.Message).ToHaveTextAsync($"The product {word} was added.");
        await LikeAsync(shop, second);

        await shop.ReloadAsync();
        await tab.GoAsync("/admin");
        await Expect(tab.Heading).ToHaveTextAsync("Overview");
        tab.AssertQuiet();
    }

    [Fact]
    public async Task What_a_script_remembers_has_the_names_of_the_platform_too()
    {
        await using var tab = await accounts.OpenAsSuperuserAsync();
        await tab.Page.Locator("[data-menu] summary").ClickAsync();
        await tab.Button("Dark").ClickAsync();
        await tab.Page.ReloadAsync();
        await Expect(tab.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");

        var cookies = await tab.Page.Context.CookiesAsync();
        Assert.Equal(
            ["antiforgery", "device", "session", "theme", "zone"],
            cookies.Select(cookie => cookie.Name.Split("-admin-")[0]).Order(StringComparer.Ordinal)
        );
        Assert.All(cookies, cookie => Assert.Equal("/admin", cookie.Path));
    }

    private static async Task LikeAsync(IPage shop, string title)
    {
        var form = shop.Locator("li", new PageLocatorOptions { HasText = title });
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(form.Locator(".said")).ToHaveTextAsync("You like this.");
    }
}
