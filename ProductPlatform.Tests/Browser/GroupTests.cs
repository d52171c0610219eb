using Microsoft.EntityFrameworkCore;
using ProductPlatform.Tests.Platform;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

[Collection(AccountTests.Name)]
public sealed class GroupTests(AccountsFixture accounts)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_group_gives_what_is_ticked_and_takes_it_back(bool script)
    {
        var name = DashboardFixture.NewName("editors");
        await using var tab = await accounts.OpenAsSuperuserAsync(script);
        await tab.GoAsync("/admin/groups");
        await tab.Link("Add group").ClickAsync();
        await tab.Page.FillAsync("[name=name]", name);
        await tab.Field("Can add product").CheckAsync();
        await tab.Field("Can change product").CheckAsync();
        await tab.Button("Save and continue editing").ClickAsync();
        await Expect(tab.Message).ToHaveTextAsync($"The group {name} was added.");
        Assert.Equal(["products.add", "products.change"], await GrantsAsync(name));

        await tab.Field("Can add product").UncheckAsync();
        await tab.Button("Save").ClickAsync();
        await Expect(tab.Message).ToHaveTextAsync($"The group {name} was changed.");
        Assert.Equal(["products.change"], await GrantsAsync(name));
        tab.AssertQuiet();
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_beside_its_field()
    {
        var taken = await accounts.AddGroupAsync();
        await using var tab = await accounts.OpenAsSuperuserAsync();
        await tab.GoAsync("/admin/groups/add");
        await tab.Page.FillAsync("[name=name]", taken.Name);
        await tab.Button("Save").ClickAsync();

        await Expect(tab.Page.Locator(".field .errors")).ToHaveTextAsync("A group with that name already exists.");
        await tab.AssertAccessibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Deleting_a_group_says_which_users_lose_what_and_keeps_them(bool script)
    {
        var group = await accounts.AddGroupAsync("products.view");
        var user = await accounts.Dashboard.AddUserAsync();
        await accounts.Dashboard.QueryAsync(async db =>
        {
            (await db.Users.Include(found => found.Groups).SingleAsync(found => found.Id == user.Id)).Groups.Add(
                await db.Groups.SingleAsync(found => found.Id == group.Id)
            );
            return await db.SaveChangesAsync();
        });
        await using var tab = await accounts.OpenAsSuperuserAsync(script);
        await tab.GoAsync($"/admin/groups/{group.Id}");
        await Expect(tab.Page.Locator("aside")).ToContainTextAsync("1 user is in this group.");
        await tab.Link("Delete…").ClickAsync();
        await Expect(tab.Page.Locator("main")).ToContainTextAsync("1 user loses the 1 permission that it gives.");
        await tab.Button("Delete group").ClickAsync();

        await Expect(tab.Message).ToHaveTextAsync($"The group {group.Name} was deleted.");
        Assert.Empty((await accounts.Dashboard.ReadAsync(user.Id)).Groups);
        tab.AssertQuiet();
    }

    private Task<List<string>> GrantsAsync(string name) =>
        accounts.Dashboard.QueryAsync(db =>
            db.Groups.Where(group => group.Name == name)
                .SelectMany(group => group.Permissions)
                .Select(grant => grant.Permission)
                .OrderBy(permission => permission)
                .ToListAsync()
        );
}
