using Admin.Data.Users;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

/// <summary>The dashboard in a browser with its real sign-in, and people who go through it.</summary>
public sealed class AccountsFixture : IAsyncLifetime
{
    private Chrome _chrome = null!;

    /// <summary>Accounts, and what the database has of them.</summary>
    internal DashboardFixture Dashboard { get; } = new();

    public async Task InitializeAsync()
    {
        await Dashboard.InitializeAsync();
        _chrome = await Chrome.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _chrome.DisposeAsync();
        await Dashboard.DisposeAsync();
    }

    /// <summary>A tab without a session.</summary>
    internal Task<Tab> OpenAsync(bool script = true) =>
        _chrome.OpenAsync(
            Dashboard.App.ClientOptions.BaseAddress.ToString().TrimEnd('/'),
            new TabOptions { Person = null, Script = script }
        );

    /// <summary>A tab of a user who signed in by the form.</summary>
    internal async Task<Tab> OpenAsync(User user, bool script = true)
    {
        var tab = await OpenAsync(script);
        await tab.SignInAsync(user.UserName!, TestPassword.Text);
        await Expect(tab.Heading).ToHaveTextAsync("Overview");
        return tab;
    }

    internal async Task<Tab> OpenAsSuperuserAsync(bool script = true) =>
        await OpenAsync(await Dashboard.AddUserAsync(user => user.IsSuperuser = true), script);

    internal async Task<Tab> OpenWithAsync(params string[] permissions) => await OpenAsync(await Dashboard.AddUserAsync(null, permissions));

    internal Task<Group> AddGroupAsync(params string[] permissions) =>
        Dashboard.QueryAsync(async db =>
        {
            var group = new Group { Name = DashboardFixture.NewName("group") + "." };
            foreach (var permission in permissions)
                group.Permissions.Add(new GroupGrant { Permission = permission });
            db.Groups.Add(group);
            await db.SaveChangesAsync();
            return group;
        });
}

/// <summary>The steps of signing in.</summary>
internal static class SignInSteps
{
    internal static async Task SignInAsync(this Tab tab, string name, string password)
    {
        if (!tab.Page.Url.Contains("/admin/login", StringComparison.Ordinal))
            await tab.GoAsync("/admin/login");
        await tab.Page.FillAsync("[name=username]", name);
        await tab.Page.FillAsync("[name=password]", password);
        await tab.Button("Sign in").ClickAsync();
    }

    internal static async Task AssertSignedOutAsync(this Tab tab)
    {
        await tab.GoAsync("/admin");
        await Expect(tab.Heading).ToHaveTextAsync("Sign in");
    }
}

/// <summary>The classes that share these accounts.</summary>
[CollectionDefinition(Name)]
public sealed class AccountTests : ICollectionFixture<AccountsFixture>
{
    public const string Name = "Accounts in the browser";
}
