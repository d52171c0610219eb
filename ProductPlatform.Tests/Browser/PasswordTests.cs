using ProductPlatform.Testing;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

[Collection(AccountTests.Name)]
public sealed class PasswordTests(AccountsFixture accounts)
{
    private const string Next = "Another-long-1-for-tests";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_new_password_ends_the_other_sessions_and_keeps_this_one(bool script)
    {
        var user = await accounts.Dashboard.AddUserAsync();
        await using var here = await accounts.OpenAsync(user, script);
        await using var elsewhere = await accounts.OpenAsync(user, script);
        await here.Page.Locator(".top summary").ClickAsync();
        await here.Link("My account").ClickAsync();
        await here.Link("Change password").ClickAsync();
        await FillAsync(here, TestPassword.Text, Next, Next);

        await Expect(here.Message).ToHaveTextAsync("Your password was changed. Your other sessions have ended.");
        await Expect(here.Heading).ToHaveTextAsync("Overview");
        await elsewhere.AssertSignedOutAsync();
        await elsewhere.SignInAsync(user.UserName!, Next);
        await Expect(elsewhere.Heading).ToHaveTextAsync("Overview");
        here.AssertQuiet();
    }

    [Theory]
    [InlineData("wrong", Next, Next, "Your current password was entered incorrectly. Please enter it again.")]
    [InlineData(TestPassword.Text, Next, "something else", "The two passwords are different.")]
    [InlineData(TestPassword.Text, "83920175548", "83920175548", "This password is entirely numeric.")]
    public async Task Errors_are_shown_beside_their_field_and_no_password_is_sent_back(
        string current,
        string next,
        string again,
        string error
    )
    {
        var user = await accounts.Dashboard.AddUserAsync();
        await using var tab = await accounts.OpenAsync(user);
        await tab.GoAsync("/admin/password");
        await FillAsync(tab, current, next, again);

        await Expect(tab.Page.Locator(".field .errors")).ToHaveTextAsync(error);
        foreach (var field in await tab.Page.Locator("main [type=password]").AllAsync())
            await Expect(field).ToHaveValueAsync("");
        await tab.AssertAccessibleAsync();
        tab.AssertQuiet();
    }

    [Fact]
    public async Task Setting_another_users_password_ends_their_sessions()
    {
        var user = await accounts.Dashboard.AddUserAsync();
        await using var theirs = await accounts.OpenAsync(user);
        await using var tab = await accounts.OpenAsSuperuserAsync();
        await tab.GoAsync($"/admin/users/{user.Id}");
        await tab.Link("Set a password").ClickAsync();
        await tab.Page.FillAsync("[name=password]", Next);
        await tab.Page.FillAsync("[name=again]", Next);
        await tab.AssertAccessibleAsync();
        await tab.Button("Set the password").ClickAsync();

        await Expect(tab.Message).ToHaveTextAsync($"The password of {user.UserName} was set.");
        await theirs.AssertSignedOutAsync();
        await theirs.SignInAsync(user.UserName!, Next);
        await Expect(theirs.Heading).ToHaveTextAsync("Overview");
    }

    private static async Task FillAsync(Tab tab, string current, string next, string again)
    {
        await tab.Page.FillAsync("[name=current]", current);
        await tab.Page.FillAsync("[name=password]", next);
        await tab.Page.FillAsync("[name=again]", again);
        await tab.Button("Change my password").ClickAsync();
    }
}
