using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

/// <summary>What every page of the dashboard has.</summary>
[Collection(BrowserTests.Name)]
public sealed class FrameTests(BrowserFixture dashboard)
{
    public static TheoryData<string> Pages => [.. DashboardPages.All];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_has_no_script_errors_and_is_accessible(string path)
    {
        var address = await dashboard.FillAsync(path);
        await using var tab = await dashboard.OpenAsync(new TabOptions { Person = path == "/admin/login" ? null : TestSignIn.Superuser });
        await tab.GoAsync(address);

        // A form that names its address itself gets no token from the framework.
        await Expect(tab.Page.Locator("form[method=post]:not(:has([name=__RequestVerificationToken]))")).ToHaveCountAsync(0);
        await tab.AssertAccessibleAsync();
        await tab.AssertFitsAsync();
        await tab.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await tab.Page.SetViewportSizeAsync(390, 844);
        await tab.AssertReadableAsync();
        await tab.AssertFitsAsync();
        tab.AssertQuiet();
    }

    [Theory]
    [InlineData("/admin/nowhere", TestSignIn.Superuser, "We couldn't find that page")]
    [InlineData("/admin/products/999999999/history", TestSignIn.Superuser, "We couldn't find that page")]
    [InlineData("/admin/products/add", "vera|products.view", "You don't have permission")]
    public async Task An_error_page_says_why(string path, string person, string headline)
    {
        await using var tab = await dashboard.OpenAsync(new TabOptions { Person = person });
        await tab.GoAsync(path);

        await Expect(tab.Heading).ToHaveTextAsync(headline);
        await Expect(tab.Page.Locator(".side .home")).ToBeVisibleAsync();
        await tab.AssertAccessibleAsync();
    }

    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/products")]
    [InlineData("/admin/products/{product}")]
    [InlineData("/admin/users/{user}")]
    [InlineData("/admin/account")]
    public async Task A_page_fits_a_small_phone_in_a_wide_font_and_shows_all_of_the_navigation(string path)
    {
        await using var tab = await dashboard.OpenAsync();
        await tab.Page.SetViewportSizeAsync(320, 700);
        await tab.GoAsync(await dashboard.FillAsync(path));
        await tab.Page.EvaluateAsync("() => { document.body.style.fontFamily = 'Verdana, \"DejaVu Sans\", sans-serif' }");

        await tab.AssertFitsAsync();
        foreach (var entry in await tab.Page.Locator(".side a:not(.add)").AllAsync())
            Assert.InRange((await entry.BoundingBoxAsync())!.X, 0, 320);
    }

    [Theory]
    [InlineData("/admin/changes")]
    [InlineData("/admin/deadletters?queue=main")]
    public async Task A_row_that_is_a_card_on_a_small_phone_cuts_nothing_and_covers_nothing(string path)
    {
        await dashboard.AddAsync($"A title of several words, {BrowserFixture.Word()}");
        await dashboard.DieAsync("no json");
        await using var tab = await dashboard.OpenAsync();
        await tab.Page.SetViewportSizeAsync(320, 700);
        await tab.GoAsync(path);
        await tab.Page.EvaluateAsync("() => { document.body.style.fontFamily = 'Verdana, \"DejaVu Sans\", sans-serif' }");

        Assert.Empty(
            await tab.Page.EvaluateAsync<string[]>(
                """
                () => [...document.querySelectorAll('.stacked tbody td')]
                    .filter(cell => cell.scrollWidth > cell.clientWidth || cell.scrollHeight > cell.clientHeight + 1
                        || cell.getBoundingClientRect().right > 320)
                    .map(cell => cell.outerHTML)
                """
            )
        );
    }

    [Fact]
    public async Task The_heads_of_a_list_stay_in_sight()
    {
        for (var product = 0; product < 30; product++)
            await dashboard.AddAsync(BrowserFixture.Word());
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync("/admin/products");
        await tab.Page.Locator("tbody tr").Nth(29).ScrollIntoViewIfNeededAsync();

        await Expect(tab.Page.Locator("thead th").Nth(2)).ToBeInViewportAsync();
        await Expect(tab.Button("Delete selected…")).ToBeInViewportAsync();
        await Expect(tab.Page.Locator(".side .home")).ToBeInViewportAsync();
        Assert.InRange((await tab.Page.Locator("tbody tr").First.BoundingBoxAsync())!.Height, 40, 48);
    }

    [Fact]
    public async Task The_overview_requires_signing_in()
    {
        await using var tab = await dashboard.OpenAsync(new TabOptions { Person = null });
        var answer = await tab.Page.GotoAsync("/admin");

        Assert.Equal(401, answer!.Status);
        await Expect(tab.Heading).Not.ToHaveTextAsync("Overview");
    }

    [Fact]
    public async Task A_user_sees_only_what_the_permissions_allow()
    {
        await using var tab = await dashboard.OpenAsync(new TabOptions { Person = "vera|products.view" });
        await tab.GoAsync("/admin");

        await Expect(tab.Page.Locator(".side li > a")).ToHaveTextAsync(["Products", "Likes", "Changes"]);
        await Expect(tab.Page.Locator(".figure .label")).ToHaveTextAsync(["Products", "Likes today"]);
        tab.AssertQuiet();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_chosen_theme_is_kept(bool script)
    {
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = script });
        await tab.GoAsync("/admin/products");
        await tab.Page.Locator(".top summary").ClickAsync();
        await tab.Button("Dark").ClickAsync();
        await Expect(tab.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await tab.GoAsync("/admin/likes");

        await Expect(tab.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        tab.AssertQuiet();
    }

    [Fact]
    public async Task Times_are_in_the_time_zone_of_the_viewer()
    {
        var product = await dashboard.AddAsync(BrowserFixture.Word());
        await using var tab = await dashboard.OpenAsync(new TabOptions { Zone = "Asia/Tokyo" });
        await tab.GoAsync($"/admin/products/{product.Id}");
        await Expect(tab.Page.Locator(".facts time").First).ToContainTextAsync("UTC");
        await tab.Page.ReloadAsync();

        var expected = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(product.CreatedAt, "UTC", "Asia/Tokyo");
        await Expect(tab.Page.Locator(".facts time").First).ToHaveAttributeAsync("title", $"{expected:d MMM yyyy, HH:mm:ss} Asia/Tokyo");
    }

    [Fact]
    public async Task The_keyboard_reaches_the_content_first_and_knows_shortcuts()
    {
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync("/admin/products");
        await tab.Page.Keyboard.PressAsync("Tab");
        await Expect(tab.Link("Skip to the content")).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await Expect(tab.Page.Locator("#main")).ToBeFocusedAsync();

        await tab.Page.Keyboard.PressAsync("?");
        await Expect(tab.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await tab.AssertAccessibleAsync();
        await tab.Page.Keyboard.PressAsync("Escape");
        await tab.Page.Keyboard.PressAsync("/");
        await Expect(tab.Page.Locator("main [type=search]")).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("Tab");
        await tab.Page.Keyboard.PressAsync("Tab");
        await tab.Page.Locator("#main").FocusAsync();
        await tab.Page.Keyboard.PressAsync("n");
        await Expect(tab.Heading).ToHaveTextAsync("Add product");
        tab.AssertQuiet();
    }

    [Fact]
    public async Task Likes_are_counted_on_an_open_page()
    {
        var product = await dashboard.AddAsync(BrowserFixture.Word());
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync($"/admin/products?q={product.Title}");
        var count = tab.Page.Locator($"[data-likes='{product.Id}']");
        await Expect(count).ToHaveTextAsync("0");
        await dashboard.LikeAsync(product, 2);
        await Expect(count).ToHaveTextAsync("2");
        await dashboard.LikeAsync(product, 1);
        await Expect(count).ToHaveTextAsync("3");
        tab.AssertQuiet();
    }

    [Fact]
    public async Task Likes_over_time_are_drawn_without_a_script()
    {
        var product = await dashboard.AddAsync(BrowserFixture.Word());
        await dashboard.LikeAsync(product, 41);
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = false });
        await tab.GoAsync($"/admin/likes?product={product.Id}&days=7");

        await Expect(tab.Page.Locator("svg[role=img]")).ToHaveAttributeAsync("aria-label", "41 likes, by day");
        await Expect(tab.Page.Locator(".bar-fill title")).ToContainTextAsync(": 41");
    }
}
