using ProductPlatform.Testing;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

[Collection(AccountTests.Name)]
public sealed class AuditTests(AccountsFixture accounts)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refused_sign_in_is_found_by_its_name_and_its_kind(bool script)
    {
        var user = await accounts.Dashboard.AddUserAsync(null, "audit.view");
        await using var tab = await accounts.OpenAsync(script);
        await tab.SignInAsync(user.UserName!, "wrong");
        await Expect(tab.Message).ToBeVisibleAsync();
        await tab.SignInAsync(user.UserName!, TestPassword.Text);
        await Expect(tab.Heading).ToHaveTextAsync("Overview");
        await tab.GoAsync("/admin/changes");
        await tab.Page.FillAsync("[name=q]", user.UserName!);
        await tab.Button("Search").ClickAsync();
        await Expect(tab.Page.Locator("tbody .badge")).ToHaveTextAsync(["Signed in", "Sign in refused"]);

        await tab.Page.SelectOptionAsync("[name=kind]", "SignInRefused");
        await tab.Button("Search").ClickAsync();
        await Expect(tab.Page.Locator("tbody tr")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("wrong password"));
        tab.AssertQuiet();
    }

    [Fact]
    public async Task A_change_of_permissions_says_what_came_and_what_went()
    {
        var user = await accounts.Dashboard.AddUserAsync(null, "products.view");
        await using var tab = await accounts.OpenAsSuperuserAsync();
        await tab.GoAsync($"/admin/users/{user.Id}");
        await tab.Field("Can view product").UncheckAsync();
        await tab.Field("Can view all changes").CheckAsync();
        await tab.Button("Save").ClickAsync();
        await Expect(tab.Message).ToBeVisibleAsync();
        await tab.GoAsync($"/admin/changes?q={user.UserName}&kind=UserChanged");

        await Expect(tab.Page.Locator("tbody tr")).ToContainTextAsync("+audit.view, -products.view");
    }
}
