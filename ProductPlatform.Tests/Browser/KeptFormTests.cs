using Microsoft.EntityFrameworkCore;
using ProductPlatform.Testing;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

/// <summary>What was typed is not lost, whatever happens when it is saved.</summary>
[Collection(AccountTests.Name)]
public sealed class KeptFormTests(AccountsFixture accounts)
{
    /// <summary>As a proxy answers while no server is there.</summary>
    private static readonly Microsoft.Playwright.RouteFulfillOptions Unavailable = new()
    {
        Status = 503,
        ContentType = "text/html",
        Body = "<h1>Unavailable</h1>",
    };

    private readonly string _title = BrowserFixture.Word();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_form_is_there_with_its_text_after_the_session_ended_and_the_user_signed_in_again(bool script)
    {
        var user = await accounts.Dashboard.AddUserAsync(null, "products.add", "products.view");
        await using var tab = await accounts.OpenAsync(user, script);
        await TypeAsync(tab);
        await accounts.Dashboard.QueryAsync(db => db.Sessions.Where(session => session.UserId == user.Id).ExecuteDeleteAsync());
        await tab.Button("Save").ClickAsync();
        await Expect(tab.Message).ToContainTextAsync("Your session ended. Sign in to go on.");
        await tab.Page.FillAsync("[name=username]", user.UserName!);
        await tab.Page.FillAsync("[name=password]", TestPassword.Text);
        await tab.Button("Sign in").ClickAsync();
        if (!script)
            await tab.Button("Back to the form").ClickAsync();

        await Expect(tab.Heading).ToHaveTextAsync("Add product");
        await Expect(tab.Page.Locator("[name=title]")).ToHaveValueAsync(_title);
        await Expect(tab.Message).ToContainTextAsync("Nothing is saved yet.");
        await tab.Button("Save").ClickAsync();
        await Expect(tab.Message).ToHaveTextAsync($"The product {_title} was added.");
        tab.AssertQuiet();
    }

    [Fact]
    public async Task A_form_that_did_not_reach_the_server_has_its_text_after_a_reload()
    {
        await using var tab = await accounts.OpenAsSuperuserAsync();
        await TypeAsync(tab);
        await tab.Page.RouteAsync("**/admin/products/add", route => route.FulfillAsync(Unavailable));
        await tab.Button("Save").ClickAsync();
        await Expect(tab.Heading).ToHaveTextAsync("Unavailable");
        await tab.Page.UnrouteAsync("**/admin/products/add");
        await tab.GoAsync("/admin/products/add");

        await Expect(tab.Message).ToContainTextAsync("This is what you typed before. It is not saved yet.");
        await Expect(tab.Page.Locator("[name=title]")).ToHaveValueAsync(_title);
        await tab.Button("Discard it").ClickAsync();
        await Expect(tab.Page.Locator("[name=title]")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_form_that_was_saved_is_empty_the_next_time()
    {
        await using var tab = await accounts.OpenAsSuperuserAsync();
        await TypeAsync(tab);
        await tab.Button("Save").ClickAsync();
        await Expect(tab.Message).ToHaveTextAsync($"The product {_title} was added.");
        await tab.GoAsync("/admin/products/add");

        await Expect(tab.Page.Locator("[name=title]")).ToHaveValueAsync("");
        await Expect(tab.Message).ToHaveCountAsync(0);
        tab.AssertQuiet();
    }

    private async Task TypeAsync(Tab tab)
    {
        await tab.GoAsync("/admin/products/add");
        await tab.Page.FillAsync("[name=title]", _title);
        await tab.Page.FillAsync("[name=image]", "/pictures/lamp.svg");
    }
}
