using Admin.Data.Users;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

[Collection(AccountTests.Name)]
public sealed class UserTests(AccountsFixture accounts)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_user_is_added_in_two_steps_and_has_the_selected_permissions(bool script)
    {
        var group = await accounts.AddGroupAsync("audit.view");
        var name = DashboardFixture.NewName("newcomer");
        await using var tab = await accounts.OpenAsSuperuserAsync(script);
        await tab.GoAsync("/admin/users");
        await tab.Link("Add user").ClickAsync();
        await FillAsync(tab, name, TestPassword.Text);
        await tab.Button("Continue").ClickAsync();
        await Expect(tab.Message).ToHaveTextAsync($"The user {name} was added. Next, set permissions.");
        await Expect(tab.Page.Locator("main input:checked")).ToHaveCountAsync(1);

        await tab.Field("Staff").CheckAsync();
        await tab.Field(group.Name).CheckAsync();
        await tab.Field("Can change product").CheckAsync();
        await tab.Button("Save").ClickAsync();
        await Expect(tab.Message).ToHaveTextAsync($"The user {name} was changed.");
        tab.AssertQuiet();

        await using var theirs = await accounts.OpenAsync(
            await accounts.Dashboard.QueryAsync(db => db.Users.SingleAsync(user => user.UserName == name)),
            script
        );
        await Expect(theirs.Page.Locator(".side li > a")).ToHaveTextAsync(["Products", "Likes", "Changes"]);
    }

    [Fact]
    public async Task All_errors_of_a_new_user_are_shown_at_once_beside_their_fields()
    {
        var taken = await accounts.Dashboard.AddUserAsync();
        await using var tab = await accounts.OpenAsSuperuserAsync();
        await tab.GoAsync("/admin/users/add");
        await FillAsync(tab, taken.UserName!, "password");
        await tab.Page.FillAsync("[name=email]", "no address");
        await tab.Button("Continue").ClickAsync();
        await Expect(tab.Page.Locator(".field.wrong label")).ToHaveTextAsync(["User name *", "Email address *", "New password"]);
        await Expect(tab.Page.Locator(".field .errors"))
            .ToHaveTextAsync([
                "A user with that user name already exists.",
                "Enter a valid email address.",
                "This password is too common.",
            ]);
        await tab.AssertAccessibleAsync();
        tab.AssertQuiet();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_list_is_searched_and_filtered_and_the_address_keeps_it(bool script)
    {
        var group = await accounts.AddGroupAsync();
        var (staff, idle) = (await AddNamedAsync("Zoe Filterable", group), await AddNamedAsync("Yan Filterable", group));
        await accounts.Dashboard.QueryAsync(db =>
            db.Users.Where(user => user.Id == idle.Id).ExecuteUpdateAsync(set => set.SetProperty(user => user.IsActive, false))
        );
        await using var tab = await accounts.OpenAsync(await accounts.Dashboard.AddUserAsync(null, "users.view"), script);
        await tab.GoAsync("/admin/users");
        await tab.Page.FillAsync("[name=q]", "filterable");
        await tab.Page.SelectOptionAsync("[name=group]", $"{group.Id}");
        await tab.Button("Search").ClickAsync();
        await Expect(tab.Page.Locator("tbody tr")).ToHaveCountAsync(2);
        await Expect(tab.Page.Locator(".total")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^2 of \d+ users$"));
        await Expect(tab.Page.Locator("[name=kind] option"))
            .ToHaveTextAsync(["All users", "Staff (2)", "Superusers (0)", "Active users (1)", "Inactive users (1)", "Never signed in (2)"]);

        await tab.Page.SelectOptionAsync("[name=kind]", "inactive");
        await tab.Button("Search").ClickAsync();
        await Expect(tab.Page.Locator("tbody .main")).ToHaveTextAsync([idle.UserName!]);
        await Expect(tab.Page.Locator("[name=group] option:checked")).ToHaveTextAsync($"{group.Name} (1)");
        await tab.Page.ReloadAsync();
        await Expect(tab.Page.Locator("tbody .main")).ToHaveTextAsync([idle.UserName!]);

        await tab.GoAsync($"/admin/users?q=filterable&group={group.Id}&sort=-name");
        await Expect(tab.Page.Locator("tbody .main")).ToHaveTextAsync([staff.UserName!, idle.UserName!]);
        tab.AssertQuiet();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_is_ended_from_the_users_page(bool script)
    {
        var user = await accounts.Dashboard.AddUserAsync();
        await using var theirs = await accounts.OpenAsync(user, script);
        await using var tab = await accounts.OpenAsSuperuserAsync(script);
        await tab.GoAsync($"/admin/users/{user.Id}");
        await Expect(tab.Page.Locator("aside")).ToContainTextAsync("Chrome");
        await tab.Button("End this session").ClickAsync();

        await Expect(tab.Message).ToHaveTextAsync("The session was ended.");
        await Expect(tab.Page.Locator("aside")).ToContainTextAsync("Not signed in anywhere.");
        await theirs.AssertSignedOutAsync();
        tab.AssertQuiet();
    }

    [Fact]
    public async Task All_sessions_are_ended_at_once()
    {
        var user = await accounts.Dashboard.AddUserAsync();
        await using var first = await accounts.OpenAsync(user);
        await using var second = await accounts.OpenAsync(user);
        await using var tab = await accounts.OpenAsSuperuserAsync();
        await tab.GoAsync($"/admin/users/{user.Id}");
        await tab.Button("End all sessions").ClickAsync();

        await Expect(tab.Message).ToHaveTextAsync("2 sessions were ended.");
        await first.AssertSignedOutAsync();
        await second.AssertSignedOutAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Deleting_an_account_says_what_else_is_deleted(bool script)
    {
        var user = await accounts.Dashboard.AddUserAsync();
        await using var theirs = await accounts.OpenAsync(user, script);
        await using var tab = await accounts.OpenAsSuperuserAsync(script);
        await tab.GoAsync($"/admin/users/{user.Id}");
        await tab.Link("Delete…").ClickAsync();
        await Expect(tab.Page.Locator("main")).ToContainTextAsync("1 open session;");
        await tab.Button("Delete user").ClickAsync();

        await Expect(tab.Message).ToHaveTextAsync($"The user {user.UserName} was deleted.");
        await theirs.AssertSignedOutAsync();
        tab.AssertQuiet();
    }

    private static async Task FillAsync(Tab tab, string name, string password)
    {
        await tab.Page.FillAsync("[name=username]", name);
        await tab.Page.FillAsync("[name=name]", "New Comer");
        await tab.Page.FillAsync("[name=email]", $"{name}@example.com");
        await tab.Page.FillAsync("[name=password]", password);
        await tab.Page.FillAsync("[name=again]", password);
    }

    private Task<User> AddNamedAsync(string name, Group group) =>
        accounts.Dashboard.QueryAsync(async db =>
        {
            var id = (await accounts.Dashboard.AddUserAsync(user => user.Name = name)).Id;
            var added = await db.Users.Include(user => user.Groups).SingleAsync(user => user.Id == id);
            added.Groups.Add(await db.Groups.SingleAsync(found => found.Id == group.Id));
            await db.SaveChangesAsync();
            return added;
        });
}
