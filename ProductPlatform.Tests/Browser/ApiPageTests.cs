using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

/// <summary>The page of the API's description, in Development.</summary>
[Collection(BrowserTests.Name)]
public sealed class ApiPageTests(BrowserFixture browser)
{
    private static readonly string[] OthersServices = ["Ask AI", "Generate SDK", "Share", "Deploy", "Developer Tools", "Open API Client"];

    [Fact]
    public async Task It_has_a_place_for_the_token_and_offers_no_services_of_others()
    {
        await using var tab = await browser.OpenAsync();
        await tab.GoAsync("/scalar/");

        await Expect(tab.Page.GetByText("Authentication").First).ToBeVisibleAsync();
        await Expect(tab.Page.GetByPlaceholder("Token")).ToBeVisibleAsync();
        await Expect(tab.Page.GetByText("Create a product").First).ToBeVisibleAsync();
        foreach (var offer in OthersServices)
            await Expect(tab.Page.GetByText(offer, new PageGetByTextOptions { Exact = true })).ToHaveCountAsync(0);
        tab.AssertQuiet();
    }
}
