using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

/// <summary>What people see and do about their own accounts, and what an administrator can do for one who is locked out.</summary>
[Collection(AccountTests.Name)]
public sealed class MyAccountTests(AccountsFixture accounts)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_any_permission_one_sees_and_ends_ones_own_sessions(bool script)
    {
        var user = await accounts.Dashboard.AddUserAsync();
        await using var here = await accounts.OpenAsync(user, script);
        await using var elsewhere = await accounts.OpenAsync(user, script);
        await here.GoAsync("/admin/account");
        await Expect(here.Page.Locator("[aria-labelledby=sessions] dl")).ToHaveCountAsync(2);
        await here.Button("End this session").ClickAsync();

        await Expect(here.Message).ToHaveTextAsync("The session was ended.");
        await Expect(here.Page.Locator("[aria-labelledby=sessions] dl")).ToHaveCountAsync(1);
        await elsewhere.AssertSignedOutAsync();
        here.AssertQuiet();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_other_sessions_are_ended_at_once_and_this_one_goes_on(bool script)
    {
        var user = await accounts.Dashboard.AddUserAsync();
        await using var here = await accounts.OpenAsync(user, script);
        await using var second = await accounts.OpenAsync(user, script);
        await using var third = await accounts.OpenAsync(user, script);
        await using var other = await accounts.OpenAsync(await accounts.Dashboard.AddUserAsync(), script);
        await here.GoAsync("/admin/account");
        await Expect(here.Page.Locator("[aria-labelledby=sessions] dl")).ToHaveCountAsync(3);
        await here.Button("End all other sessions").ClickAsync();

        await Expect(here.Message).ToHaveTextAsync("2 sessions were ended.");
        await Expect(here.Page.Locator("[aria-labelledby=sessions] dl")).ToHaveCountAsync(1);
        await Expect(here.Button("End all other sessions")).ToHaveCountAsync(0);
        await second.AssertSignedOutAsync();
        await third.AssertSignedOutAsync();
        await other.GoAsync("/admin");
        await Expect(other.Heading).ToHaveTextAsync("Overview");
        here.AssertQuiet();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_time_zone_and_the_form_of_dates_and_numbers_are_chosen(bool script)
    {
        var user = await accounts.Dashboard.AddUserAsync();
        await using var tab = await accounts.OpenAsync(user, script);
        await tab.GoAsync("/admin/account");
        await tab.Field("Time zone").SelectOptionAsync("Asia/Tokyo");
        await tab.Field("Dates").SelectOptionAsync("iso");
        await tab.Field("Numbers").SelectOptionAsync("dot");
        await tab.Button("Save preferences").ClickAsync();

        await Expect(tab.Message).ToHaveTextAsync("Your settings were saved.");
        var joined = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(
            (await accounts.Dashboard.ReadAsync(user.Id)).DateJoined,
            "UTC",
            "Asia/Tokyo"
        );
        await Expect(tab.Page.Locator("[aria-labelledby=profile] time")).ToHaveTextAsync($"{joined:yyyy-MM-dd, HH:mm}");
        // The script writes where the browser is at each page, and the choice stays.
        await tab.Page.ReloadAsync();
        await Expect(tab.Field("Time zone")).ToHaveValueAsync("Asia/Tokyo");
        await Expect(tab.Page.Locator("html")).ToHaveAttributeAsync("data-group", ".");
        tab.AssertQuiet();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_language_is_chosen(bool script)
    {
        await using var tab = await accounts.OpenAsync(await accounts.Dashboard.AddUserAsync(), script);
        await tab.GoAsync("/admin/account");
        await tab.Field("Language").SelectOptionAsync("Deutsch");
        await tab.Button("Save preferences").ClickAsync();
        await Expect(tab.Message).ToHaveTextAsync("Ihre Einstellungen wurden gespeichert.");
        await Expect(tab.Heading).ToHaveTextAsync("Mein Konto");
        await Expect(tab.Field("Sprache")).ToHaveValueAsync("de");
        await tab.Field("Sprache").SelectOptionAsync("");
        await tab.Button("Einstellungen speichern").ClickAsync();

        await Expect(tab.Heading).ToHaveTextAsync("My account");
        tab.AssertQuiet();
    }

    [Fact]
    public async Task A_theme_chosen_in_the_menu_is_shown_by_the_switch_of_the_page_too()
    {
        await using var tab = await accounts.OpenAsync(await accounts.Dashboard.AddUserAsync());
        await tab.GoAsync("/admin/account");
        await tab.Page.Locator(".top summary").ClickAsync();
        await tab.Page.Locator(".top [value=dark]").ClickAsync();

        await Expect(tab.Page.Locator("main [value=dark]")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(tab.Page.Locator("main [value=auto]")).ToHaveAttributeAsync("aria-pressed", "false");
        await tab.AssertAccessibleAsync();
        tab.AssertQuiet();
    }

    [Fact]
    public async Task A_session_of_another_user_is_not_ended_by_its_id()
    {
        var other = await accounts.Dashboard.AddUserAsync();
        await using var theirs = await accounts.OpenAsync(other);
        var session = await accounts.Dashboard.QueryAsync(db =>
            Task.FromResult(db.Sessions.Where(open => open.UserId == other.Id).Select(open => open.Id).Single())
        );
        await using var tab = await accounts.OpenAsync(await accounts.Dashboard.AddUserAsync());
        await using var mine = await accounts.OpenAsync(await accounts.Dashboard.AddUserAsync());
        await tab.GoAsync("/admin/account");
        var form = await tab.Page.Locator("main form input[name=__RequestVerificationToken]").First.InputValueAsync();
        var answer = await tab.Http.PostAsync(
            new Uri(new Uri(tab.Page.Url), "/admin/account?handler=Revoke").ToString(),
            new() { Form = tab.Http.CreateFormData().Set("session", session).Set("__RequestVerificationToken", form) }
        );

        Assert.Contains("That session had ended already.", await answer.TextAsync(), StringComparison.Ordinal);
        await theirs.GoAsync("/admin");
        await Expect(theirs.Heading).ToHaveTextAsync("Overview");
    }

    [Fact]
    public async Task A_locked_account_is_shown_and_can_be_unlocked()
    {
        var user = await accounts.Dashboard.AddUserAsync();
        await using var locked = await accounts.OpenAsync();
        for (var failure = 0; failure < 5; failure++)
            await locked.SignInAsync(user.UserName!, "wrong");
        await Expect(locked.Message).ToContainTextAsync("sign-in pauses for 15 minutes");

        await using var tab = await accounts.OpenAsSuperuserAsync();
        await tab.GoAsync($"/admin/users/{user.Id}");
        await Expect(tab.Page.Locator("aside")).ToContainTextAsync("locked");
        await tab.Button("Unlock").ClickAsync();
        await Expect(tab.Message).ToHaveTextAsync("The user can sign in again.");
        await Expect(tab.Page.Locator("aside")).ToContainTextAsync("no failures lately");

        await locked.SignInAsync(user.UserName!, ProductPlatform.Testing.TestPassword.Text);
        await Expect(locked.Heading).ToHaveTextAsync("Overview");
    }

    [Fact]
    public async Task What_a_group_gives_is_shown_with_the_groups_name()
    {
        var group = await accounts.AddGroupAsync("products.view");
        var user = await accounts.Dashboard.AddUserAsync();
        await accounts.Dashboard.QueryAsync(async db =>
        {
            var member = db.Users.Single(found => found.Id == user.Id);
            member.Groups.Add(db.Groups.Single(found => found.Id == group.Id));
            return await db.SaveChangesAsync();
        });
        await using var tab = await accounts.OpenAsSuperuserAsync();
        await tab.GoAsync($"/admin/users/{user.Id}");

        await Expect(tab.Page.Locator(".matrix .inherited")).ToHaveCountAsync(1);
        await Expect(tab.Page.Locator(".matrix .inherited")).ToContainTextAsync($"by {group.Name}");
        await Expect(tab.Page.Locator(".matrix .inherited input")).Not.ToBeCheckedAsync();
        await tab.AssertAccessibleAsync();
    }
}
