using ProductPlatform.Tests.Platform;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

/// <summary>A like in the shop is the visitor's, although Admin picks the user who gives it.</summary>
public sealed class StorefrontLikeTests(StorefrontFixture storefront) : IClassFixture<StorefrontFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_the_picked_user_likes_the_product_already_another_one_gives_the_like(bool script)
    {
        var word = BrowserFixture.Word();
        var id = await storefront.AddAsync(word);
        var users = new Queue<int>([1, 1, 1, 2]);
        storefront.Admin.Answer = context => AdminStub.User(users.Dequeue())(context);
        await using var tab = await storefront.OpenAsync(new TabOptions { Script = script });
        Assert.Equal(200, (await tab.Http.PostAsync($"/flask/api/products/{id}/like")).Status);
        await tab.GoAsync($"/?q={word}");
        await tab.Button($"Like {word}").ClickAsync();

        await Expect(tab.Page.Locator(".said")).ToHaveTextAsync("You like this.");
        await Expect(tab.Page.Locator(".count")).ToHaveTextAsync("2 likes");
        Assert.Empty(users);
        tab.AssertQuiet();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_all_users_like_the_product_already_likes_are_unavailable(bool script)
    {
        var word = BrowserFixture.Word();
        var id = await storefront.AddAsync(word);
        storefront.Admin.Answer = AdminStub.User(3);
        await using var tab = await storefront.OpenAsync(new TabOptions { Script = script });
        await tab.Http.PostAsync($"/flask/api/products/{id}/like");
        await tab.GoAsync($"/?q={word}");
        await tab.Button($"Like {word}").ClickAsync();

        await Expect(tab.Page.Locator(".said")).ToHaveTextAsync("Likes are unavailable right now.");
        await Expect(tab.Page.Locator(".count")).ToHaveTextAsync("1 like");
        await Expect(tab.Button($"Like {word}")).ToBeEnabledAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_like_is_answered_in_the_language_of_the_page(bool script)
    {
        var word = BrowserFixture.Word();
        await storefront.AddAsync(word);
        storefront.Admin.Answer = AdminStub.User(9);
        await using var tab = await storefront.OpenAsync(new TabOptions { Script = script, Language = "fr-CA" });
        await tab.GoAsync($"/?q={word}");
        await Expect(tab.Page.Locator(".count")).ToHaveTextAsync("0 J’aime");
        await tab.Button($"J’aime {word}").ClickAsync();

        await Expect(tab.Page.Locator(".said")).ToHaveTextAsync("Vous aimez ce produit.");
        await Expect(tab.Page.Locator(".count")).ToHaveTextAsync("1 J’aime");
        await Expect(tab.Button($"Aimé {word}")).ToBeDisabledAsync();
        tab.AssertQuiet();
    }

    [Fact]
    public async Task Likes_given_at_once_are_all_remembered()
    {
        var word = BrowserFixture.Word();
        string[] titles = [$"{word} a", $"{word} b", $"{word} c"];
        foreach (var title in titles)
            await storefront.AddAsync(title);
        storefront.Admin.Answer = AdminStub.User(4);
        await using var tab = await storefront.OpenAsync();
        await tab.GoAsync($"/?q={word}");
        await tab.Page.EvaluateAsync("document.querySelectorAll('[data-like] button').forEach(button => button.click())");
        foreach (var title in titles)
            await Expect(tab.Button($"Liked {title}")).ToBeDisabledAsync();

        await tab.Page.ReloadAsync();
        foreach (var title in titles)
            await Expect(tab.Button($"Liked {title}")).ToBeDisabledAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_product_has_a_page_of_its_own_with_its_like_button(bool script)
    {
        var word = BrowserFixture.Word();
        var id = await storefront.AddAsync(word);
        storefront.Admin.Answer = AdminStub.User(5);
        await using var tab = await storefront.OpenAsync(new TabOptions { Script = script });
        await tab.GoAsync($"/?q={word}");
        await tab.Link(word).ClickAsync();
        await Expect(tab.Heading).ToHaveTextAsync(word);
        await tab.Button($"Like {word}").ClickAsync();

        await Expect(tab.Page.Locator(".said")).ToHaveTextAsync("You like this.");
        await Expect(tab.Page.Locator(".count")).ToHaveTextAsync("1 like");
        await Expect(tab.Button($"Liked {word}")).ToBeDisabledAsync();
        Assert.EndsWith($"/products/{id}", tab.Page.Url, StringComparison.Ordinal);
        tab.AssertQuiet();
    }

    [Fact]
    public async Task An_open_page_whose_form_has_expired_says_to_reload_it()
    {
        var word = BrowserFixture.Word();
        await storefront.AddAsync(word);
        await using var tab = await storefront.OpenAsync();
        await tab.GoAsync($"/?q={word}");
        await tab.Page.Context.ClearCookiesAsync();
        await tab.Button($"Like {word}").ClickAsync();

        await Expect(tab.Page.Locator(".said")).ToHaveTextAsync("Please reload the page.");
    }

    [Fact]
    public async Task The_cookie_with_the_likes_is_out_of_reach_of_scripts()
    {
        var word = BrowserFixture.Word();
        var id = await storefront.AddAsync(word);
        storefront.Admin.Answer = AdminStub.User(6);
        await using var tab = await storefront.OpenAsync();
        await tab.GoAsync($"/products/{id}");
        await tab.Button($"Like {word}").ClickAsync();
        await Expect(tab.Button($"Liked {word}")).ToBeDisabledAsync();

        var cookie = Assert.Single(
            await tab.Page.Context.CookiesAsync(),
            cookie => cookie.Name.StartsWith("likes-shop-", StringComparison.Ordinal)
        );
        Assert.Equal((true, Microsoft.Playwright.SameSiteAttribute.Lax, $"{id}"), (cookie.HttpOnly, cookie.SameSite, cookie.Value));
    }
}
