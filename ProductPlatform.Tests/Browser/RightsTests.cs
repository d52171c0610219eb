using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

/// <summary>What a page offers to which user: to view, or to grant.</summary>
[Collection(AccountTests.Name)]
public sealed class RightsTests(AccountsFixture accounts)
{
    [Fact]
    public async Task A_user_who_may_only_view_accounts_is_offered_no_actions()
    {
        var user = await accounts.Dashboard.AddUserAsync(null, "products.view");
        var group = await accounts.AddGroupAsync("products.view");
        await using var tab = await accounts.OpenWithAsync("users.view", "groups.view", "tokens.view");
        foreach (
            var path in (string[])[$"/admin/users/{user.Id}", $"/admin/groups/{group.Id}", "/admin/users", "/admin/groups", "/admin/tokens"]
        )
        {
            await tab.GoAsync(path);
            await Expect(tab.Page.Locator("main input:not([type=hidden]):not(:disabled):not([type=search]):not(form.drop input)"))
                .ToHaveCountAsync(0);
            await Expect(tab.Page.Locator("main button:not(form[role=search] button):not(form.drop button)")).ToHaveCountAsync(0);
            await Expect(tab.Page.Locator("main a[href*=delete], main a[href*=password], main a[data-add]")).ToHaveCountAsync(0);
            await tab.AssertAccessibleAsync();
        }

        tab.AssertQuiet();
    }

    [Fact]
    public async Task No_user_is_offered_to_grant_permissions_that_they_lack()
    {
        var user = await accounts.Dashboard.AddUserAsync();
        var stronger = await accounts.AddGroupAsync("products.delete");
        await using var tab = await accounts.OpenWithAsync("users.change", "products.change");
        await tab.GoAsync($"/admin/users/{user.Id}");

        await Expect(Permission(tab, "products.change")).ToBeEnabledAsync();
        await Expect(Permission(tab, "products.view")).ToBeEnabledAsync();
        await Expect(Permission(tab, "products.delete")).ToBeDisabledAsync();
        await Expect(Permission(tab, "groups.view")).ToBeDisabledAsync();
        await Expect(tab.Field("Superuser")).ToBeDisabledAsync();
        await Expect(tab.Field(stronger.Name)).ToBeDisabledAsync();
        await Permission(tab, "products.view").CheckAsync();
        await tab.Button("Save").ClickAsync();
        await Expect(tab.Message).ToHaveTextAsync($"The user {user.UserName} was changed.");
        tab.AssertQuiet();
    }

    [Fact]
    public async Task A_user_with_more_permissions_than_the_viewer_is_shown_read_only()
    {
        var chief = await accounts.Dashboard.AddUserAsync(user => user.IsSuperuser = true);
        var group = await accounts.AddGroupAsync("products.delete");
        await using var tab = await accounts.OpenWithAsync("users.change", "users.delete", "groups.change", "groups.delete");
        foreach (
            var (path, says) in new[]
            {
                ($"/admin/users/{chief.Id}", "you cannot change the account"),
                ($"/admin/groups/{group.Id}", "you cannot change it"),
            }
        )
        {
            await tab.GoAsync(path);
            await Expect(tab.Message).ToContainTextAsync(says);
            await Expect(tab.Button("Save")).ToHaveCountAsync(0);
            await Expect(tab.Link("Delete…")).ToHaveCountAsync(0);
            await tab.AssertAccessibleAsync();
        }
    }

    [Fact]
    public async Task A_forbidden_page_says_so_and_is_in_the_audit_log()
    {
        await using var tab = await accounts.OpenWithAsync("audit.view");
        await tab.GoAsync("/admin/users/add");
        await Expect(tab.Heading).ToHaveTextAsync("You don't have permission");
        await tab.GoAsync("/admin/changes?kind=AccessRefused");

        await Expect(tab.Page.Locator("tbody tr").First).ToContainTextAsync("GET /admin/users/add");
    }

    private static ILocator Permission(Tab tab, string name) => tab.Page.Locator($"[name=permission][value='{name}']");
}
