using ProductPlatform.Testing;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

[Collection(AccountTests.Name)]
public sealed class SignInTests(AccountsFixture accounts)
{
    private const string Refusal =
        "Please enter the correct user name and password for a staff account. Note that both fields may be case-sensitive."
        + " After 5 failures, sign-in pauses for 15 minutes.";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Staff_sign_in_to_the_page_they_requested_and_sign_out_by_a_button(bool script)
    {
        var user = await accounts.Dashboard.AddUserAsync(null, "products.view");
        await using var tab = await accounts.OpenAsync(script);
        await tab.GoAsync("/admin/products?likes=0");
        await tab.SignInAsync(user.UserName!, TestPassword.Text);
        await Expect(tab.Heading).ToHaveTextAsync("Products");
        await Expect(tab.Page.Locator("[name=likes]")).ToHaveValueAsync("0");

        await tab.Page.Locator(".top summary").ClickAsync();
        await tab.Button("Sign out").ClickAsync();
        await Expect(tab.Message).ToHaveTextAsync("You are signed out.");
        await tab.AssertSignedOutAsync();
        tab.AssertQuiet();
    }

    [Theory]
    [InlineData("a wrong password")]
    [InlineData("an unknown name")]
    [InlineData("no staff")]
    [InlineData("not active")]
    [InlineData("nothing at all")]
    public async Task Every_failed_sign_in_has_the_same_message(string what)
    {
        var user = await accounts.Dashboard.AddUserAsync(user =>
            (user.IsStaff, user.IsActive) = (what != "no staff", what != "not active")
        );
        var (name, password) = what switch
        {
            "a wrong password" => (user.UserName!, "wrong"),
            "an unknown name" => ("unknown-name", TestPassword.Text),
            "nothing at all" => ("", ""),
            _ => (user.UserName!, TestPassword.Text),
        };
        await using var tab = await accounts.OpenAsync();
        await tab.SignInAsync(name, password);

        await Expect(tab.Message).ToHaveTextAsync(Refusal);
        await Expect(tab.Page.Locator("[name=username]")).ToHaveValueAsync(name);
        await Expect(tab.Page.Locator("[name=password]")).ToHaveValueAsync("");
        await tab.AssertAccessibleAsync();
        tab.AssertQuiet();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_form_that_was_open_while_another_tab_signed_in_leads_in(bool script)
    {
        var user = await accounts.Dashboard.AddUserAsync();
        await using var tab = await accounts.OpenAsync(script: script);
        await tab.GoAsync("/admin/login");
        var second = await tab.Page.Context.NewPageAsync();
        await second.GotoAsync("/admin/login");
        await tab.SignInAsync(user.UserName!, TestPassword.Text);
        await Expect(tab.Heading).ToHaveTextAsync("Overview");

        await second.FillAsync("[name=username]", "anyone");
        await second.FillAsync("[name=password]", "anything");
        await second.Locator("button.primary").ClickAsync();
        await Expect(second.Locator("h1")).ToHaveTextAsync("Overview");
    }

    [Fact]
    public async Task After_five_failures_the_right_password_is_refused_too_and_other_users_are_not()
    {
        var user = await accounts.Dashboard.AddUserAsync();
        await using var tab = await accounts.OpenAsync(script: false);
        for (var failure = 0; failure < 5; failure++)
        {
            await tab.SignInAsync(user.UserName!, "wrong");
            await Expect(tab.Message).ToHaveTextAsync(Refusal);
        }

        await tab.SignInAsync(user.UserName!, TestPassword.Text);
        await Expect(tab.Message).ToHaveTextAsync(Refusal);

        await tab.SignInAsync((await accounts.Dashboard.AddUserAsync()).UserName!, TestPassword.Text);
        await Expect(tab.Heading).ToHaveTextAsync("Overview");
    }

    [Fact]
    public async Task A_user_without_permissions_is_told_so()
    {
        await using var tab = await accounts.OpenWithAsync();

        await Expect(tab.Page.Locator(".empty")).ToContainTextAsync("you have no permission to view or change anything");
        await Expect(tab.Page.Locator(".side li")).ToHaveCountAsync(0);
        await tab.AssertAccessibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_theme_chosen_before_signing_in_is_kept(bool script)
    {
        var user = await accounts.Dashboard.AddUserAsync();
        await using var tab = await accounts.OpenAsync(script);
        await tab.GoAsync("/admin/login?next=%2Fadmin%2Fpassword");
        await tab.Button("Dark").ClickAsync();
        await Expect(tab.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await tab.SignInAsync(user.UserName!, TestPassword.Text);

        await Expect(tab.Heading).ToHaveTextAsync("Change password");
        await Expect(tab.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        tab.AssertQuiet();
    }
}
