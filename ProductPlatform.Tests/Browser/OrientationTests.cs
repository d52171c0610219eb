using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

/// <summary>Where one is, what was done lately, and where one gets from an address that leads nowhere.</summary>
[Collection(BrowserTests.Name)]
public sealed class OrientationTests(BrowserFixture dashboard)
{
    [Theory]
    [InlineData("/admin/products", "A product")]
    [InlineData("/admin/users", "A user")]
    [InlineData("/admin/groups", "A group")]
    public async Task What_is_not_there_leads_to_its_list_with_a_warning(string list, string what)
    {
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = false });
        await tab.GoAsync($"{list}/999999999");

        Assert.EndsWith(list, tab.Page.Url, StringComparison.Ordinal);
        await Expect(tab.Message).ToHaveTextAsync($"{what} with ID 999999999 doesn't exist. Perhaps it was deleted.");
    }

    [Fact]
    public async Task A_long_title_keeps_the_separators_of_the_breadcrumbs_in_sight()
    {
        var product = await dashboard.AddAsync(string.Concat(Enumerable.Repeat("Long title ", 15)));
        await using var tab = await dashboard.OpenAsync(new TabOptions { Width = 320 });
        await tab.GoAsync($"/admin/products/{product.Id}/history");
        var crumb = tab.Page.Locator(".trail li").Nth(2);

        Assert.Equal("\"/\"", await crumb.EvaluateAsync<string>("item => getComputedStyle(item, '::after').content"));
        Assert.InRange(
            await crumb.EvaluateAsync<double>("item => item.firstElementChild.getBoundingClientRect().right"),
            1,
            await crumb.EvaluateAsync<double>("item => item.getBoundingClientRect().right - 10")
        );
        Assert.Equal(320, await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_overview_has_what_was_done_at_once_as_one_action_and_ones_own_alone(bool script)
    {
        var word = BrowserFixture.Word();
        var mine = await dashboard.AddAsync(word);
        await dashboard.ChangeAsync(mine, word + " changed", "grace");
        await dashboard.WithAsync<Admin.Data.Products.ProductBatches, object?>(async batches =>
            await batches.ImportAsync(
                [
                    .. Enumerable
                        .Range(1, 12)
                        .Select(number => new Admin.Data.Products.ProductDraft(null, $"{word} {number}", "/pictures/mug.svg", 0)),
                ],
                "importer " + word,
                CancellationToken.None
            )
        );
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = script });
        await tab.GoAsync("/admin");
        await Expect(tab.Page.Locator(".recent li").First).ToContainTextAsync($"Products added · importer {word}");
        await Expect(tab.Page.Locator(".recent li").First).ToContainTextAsync("12 products");
        await Expect(tab.Page.Locator(".recent li").Nth(1)).ToContainTextAsync($"{word} changed");

        await tab.Link("Mine").ClickAsync();
        await Expect(tab.Page.Locator(".recent li").First).ToContainTextAsync($"{word} changed");
        tab.AssertQuiet();
    }
}
