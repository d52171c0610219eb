using System.Net;
using ProductPlatform.Tests.Platform;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

public sealed class StorefrontTests(StorefrontFixture storefront) : IClassFixture<StorefrontFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_like_is_counted_once_and_remembered(bool script)
    {
        var word = BrowserFixture.Word();
        await storefront.AddAsync(word);
        storefront.Admin.Answer = AdminStub.User(Random.Shared.Next(1, int.MaxValue));
        await using var tab = await storefront.OpenAsync(new TabOptions { Script = script });
        await tab.GoAsync($"/?q={word}");
        await tab.Button($"Like {word}").ClickAsync();
        await Expect(tab.Page.Locator(".said")).ToHaveTextAsync("You like this.");
        await Expect(tab.Page.Locator(".count")).ToHaveTextAsync("1 like");

        await tab.Page.ReloadAsync();
        await Expect(tab.Button($"Liked {word}")).ToBeDisabledAsync();
        await Expect(tab.Page.Locator(".count")).ToHaveTextAsync("1 like");
        await Expect(tab.Page.Locator("[type=search]")).ToHaveValueAsync(word);
        tab.AssertQuiet();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_no_user_is_available_the_page_says_to_try_later(bool script)
    {
        var word = BrowserFixture.Word();
        await storefront.AddAsync(word);
        storefront.Admin.Answer = AdminStub.Text(HttpStatusCode.NotFound, """{"error":"No users available"}""");
        await using var tab = await storefront.OpenAsync(new TabOptions { Script = script });
        await tab.GoAsync($"/?q={word}");
        await tab.Button($"Like {word}").ClickAsync();

        await Expect(tab.Page.Locator(".said")).ToHaveTextAsync("Likes are unavailable right now.");
        await Expect(tab.Page.Locator(".count")).ToHaveTextAsync("0 likes");
    }

    [Theory]
    [InlineData(true, ".said.bad", "Too many likes.")]
    [InlineData(false, "h1", "Too many likes at once")]
    public async Task A_client_above_the_like_limit_is_told_to_wait(bool script, string where, string text)
    {
        var word = BrowserFixture.Word();
        await storefront.AddAsync($"{word} first");
        await storefront.AddAsync($"{word} second");
        storefront.Admin.Answer = AdminStub.User(Random.Shared.Next(1, int.MaxValue));
        var (app, tab) = await storefront.OpenOtherAsync(script, ("LikeLimits:PagePerMinute", "1"));
        await using var ends = app;
        await using var closes = tab;
        await tab.GoAsync($"/?q={word}");
        await tab.Button($"Like {word} first").ClickAsync();
        await Expect(tab.Button($"Liked {word} first")).ToBeDisabledAsync();
        await tab.Button($"Like {word} second").ClickAsync();

        await Expect(tab.Page.Locator(where)).ToContainTextAsync(text);
    }

    [Fact]
    public async Task The_api_refuses_likes_beyond_its_limit_with_the_time_to_wait()
    {
        var id = await storefront.AddAsync(BrowserFixture.Word());
        storefront.Admin.Answer = AdminStub.User(1);
        var (app, tab) = await storefront.OpenOtherAsync(script: true, ("LikeLimits:ApiPerSecond", "1"));
        await using var ends = app;
        await using var closes = tab;
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => tab.Http.PostAsync($"/flask/api/products/{id}/like")));

        var refused = answers.First(answer => answer.Status == 429);
        Assert.Equal("application/problem+json", refused.Headers["content-type"]);
        Assert.InRange(int.Parse(refused.Headers["retry-after"], System.Globalization.CultureInfo.InvariantCulture), 1, 10);
    }

    [Fact]
    public async Task A_like_without_the_forms_token_is_refused()
    {
        var id = await storefront.AddAsync(BrowserFixture.Word());
        await using var tab = await storefront.OpenAsync();
        var answer = await tab.Http.PostAsync($"/products/{id}/like");

        Assert.Equal(400, answer.Status);
    }

    [Fact]
    public async Task Long_lists_have_pages()
    {
        var word = BrowserFixture.Word();
        for (var number = 0; number < 25; number++)
            await storefront.AddAsync($"{word} {number}");
        await using var tab = await storefront.OpenAsync();
        await tab.GoAsync($"/?q={word}");
        await Expect(tab.Page.Locator(".products li")).ToHaveCountAsync(24);
        await tab.Link("Next page").ClickAsync();

        await Expect(tab.Page.Locator(".products li")).ToHaveCountAsync(1);
        await Expect(tab.Page.Locator(".title")).ToContainTextAsync("page 2 of 2");
        tab.AssertQuiet();
    }

    [Theory]
    [InlineData("/", false, 1280)]
    [InlineData("/", true, 1280)]
    [InlineData("/", false, 390)]
    [InlineData("/?sort=likes", true, 390)]
    [InlineData("/?q=nothing-has-this", true, 390)]
    public async Task A_page_has_no_script_errors_and_is_accessible(string path, bool dark, int width)
    {
        await storefront.AddAsync("A mug");
        await using var tab = await storefront.OpenAsync(new TabOptions { Dark = dark, Width = width });
        await tab.GoAsync(path);

        await tab.AssertAccessibleAsync();
        Assert.True(
            await tab.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            "The page is wider than the window."
        );
        tab.AssertQuiet();
    }

    [Fact]
    public async Task Titles_are_text_and_pictures_are_only_addresses()
    {
        var word = BrowserFixture.Word();
        await storefront.AddAsync($"{word} <script>alert(1)</script>", "javascript:alert(1)");
        await using var tab = await storefront.OpenAsync();
        await tab.GoAsync($"/?q={word}");

        await Expect(tab.Page.Locator(".products h2")).ToHaveTextAsync($"{word} <script>alert(1)</script>");
        await Expect(tab.Page.Locator(".products img")).ToHaveCountAsync(0);
        tab.AssertQuiet();
    }
}
