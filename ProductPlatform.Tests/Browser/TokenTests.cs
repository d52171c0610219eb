using ProductPlatform.Tests.Platform;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

[Collection(AccountTests.Name)]
public sealed class TokenTests(AccountsFixture accounts)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_is_shown_once_writes_and_is_revoked(bool script)
    {
        var name = DashboardFixture.NewName("importer");
        await using var tab = await accounts.OpenAsSuperuserAsync(script);
        await tab.GoAsync("/admin/tokens");
        await tab.Link("Add token").ClickAsync();
        await tab.Page.FillAsync("[name=name]", name);
        await tab.Field("Create, change and delete products").CheckAsync();
        await tab.Button("Create token").ClickAsync();
        await Expect(tab.Heading).ToHaveTextAsync("Copy the token now");
        var key = await tab.Page.Locator("#token").InnerTextAsync();
        Assert.Equal(201, await WriteAsync(key));

        await tab.Link("I have copied it").ClickAsync();
        var row = tab.Page.Locator("tbody tr").Filter(new() { HasText = name });
        await Expect(row).ToContainTextAsync("active");
        await Expect(tab.Page.Locator("body")).Not.ToContainTextAsync(key);
        await tab.Button($"Revoke {name}").ClickAsync();
        await Expect(tab.Message).ToHaveTextAsync($"The token {name} was revoked.");
        await Expect(row).ToContainTextAsync("revoked");
        Assert.Equal(401, await WriteAsync(key));
        tab.AssertQuiet();
    }

    [Fact]
    public async Task A_new_token_is_copied_by_one_click()
    {
        await using var tab = await accounts.OpenAsSuperuserAsync();
        await tab.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await tab.GoAsync("/admin/tokens/add");
        await tab.Page.FillAsync("[name=name]", DashboardFixture.NewName("token"));
        await tab.Field("Read products").CheckAsync();
        await tab.Button("Create token").ClickAsync();
        await tab.AssertAccessibleAsync();
        await tab.Button("Copy").ClickAsync();

        await Expect(tab.Button("Copied")).ToBeVisibleAsync();
        Assert.Equal(
            await tab.Page.Locator("#token").InnerTextAsync(),
            await tab.Page.EvaluateAsync<string>("navigator.clipboard.readText()")
        );
        tab.AssertQuiet();
    }

    [Fact]
    public async Task A_scope_that_the_user_lacks_is_disabled_and_at_least_one_is_required()
    {
        await using var tab = await accounts.OpenWithAsync("tokens.add", "products.view");
        await tab.GoAsync("/admin/tokens/add");
        await Expect(tab.Field("Create, change and delete products")).ToBeDisabledAsync();
        await tab.Page.FillAsync("[name=name]", "no scope");
        await tab.Button("Create token").ClickAsync();

        await Expect(tab.Message).ToHaveTextAsync("Choose at least one of the scopes.");
        await tab.AssertAccessibleAsync();
    }

    private async Task<int> WriteAsync(string key)
    {
        using var http = accounts.Dashboard.App.NewClient();
        return (
            await Answer.GetAsync(
                http,
                "POST",
                "/api/products",
                """{"title":"t","image":"/pictures/mug.svg"}""",
                headers: ("Authorization", $"Bearer {key}")
            )
        ).Status;
    }
}
