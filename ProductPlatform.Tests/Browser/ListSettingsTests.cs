using Admin.Data.Products;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

/// <summary>What people make of a list for themselves: columns and saved filters.</summary>
[Collection(AccountTests.Name)]
public sealed class ListSettingsTests(AccountsFixture accounts)
{
    private readonly string _word = BrowserFixture.Word();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_filter_is_saved_opened_renamed_and_deleted(bool script)
    {
        await AddAsync($"{_word} one", likes: 5);
        await AddAsync($"{_word} two", likes: 50);
        await using var tab = await accounts.OpenAsync(await accounts.Dashboard.AddUserAsync(null, "products.view"), script);
        await tab.GoAsync($"/admin/products?q={_word}&likes=10-99&sort=-likes,title");
        await tab.Page.Locator(".saved summary").ClickAsync();
        await tab.Field("Name of this filter").FillAsync("Well liked");
        await tab.Page.Locator(".saved").GetByText("Save", new() { Exact = true }).ClickAsync();

        await Expect(tab.Message).ToHaveTextAsync("The filter Well liked was saved.");
        await Expect(tab.Page.Locator(".saved [aria-current]")).ToHaveTextAsync("Well liked");
        await Expect(tab.Page.Locator("tbody .main")).ToHaveTextAsync([$"{_word} two"]);

        await tab.GoAsync("/admin/products");
        await tab.Link("Well liked").ClickAsync();
        await Expect(tab.Page.Locator("tbody .main")).ToHaveTextAsync([$"{_word} two"]);
        await tab.Link("Manage").ClickAsync();
        await tab.Field("New name of Well liked").FillAsync("Favourites");
        await tab.Button("Rename Well liked").ClickAsync();
        await Expect(tab.Message).ToHaveTextAsync("The filter is now Favourites.");
        if (script)
            await tab.AssertAccessibleAsync();
        await tab.Button("Delete Favourites").ClickAsync();
        await Expect(tab.Message).ToHaveTextAsync("The filter was deleted.");
        await Expect(tab.Page.Locator("main")).ToContainTextAsync("No saved filters yet");
        tab.AssertQuiet();
    }

    [Fact]
    public async Task What_is_typed_after_opening_save_filter_is_the_name()
    {
        await using var tab = await accounts.OpenAsync(await accounts.Dashboard.AddUserAsync(null, "products.view"));
        await tab.GoAsync($"/admin/products?q={_word}");
        await tab.Page.Locator(".saved summary").ClickAsync();
        await Expect(tab.Field("Name of this filter")).ToBeFocusedAsync();
        await tab.Page.Keyboard.TypeAsync("Oak things");

        await Expect(tab.Field("Name of this filter")).ToHaveValueAsync("Oak things");
        // Nor do single keys lead away from another open menu.
        await tab.Page.Keyboard.PressAsync("Escape");
        await tab.Page.Locator(".top summary").ClickAsync();
        await tab.Page.Keyboard.PressAsync("g");
        await Expect(tab.Heading).ToHaveTextAsync("Products");
        tab.AssertQuiet();
    }

    [Theory]
    [InlineData("/admin/users?kind=staff", "/admin/users")]
    [InlineData("/admin/changes?kind=Users", "/admin/changes")]
    public async Task Users_and_changes_have_saved_filters_too(string filter, string list)
    {
        await using var tab = await accounts.OpenAsync(await accounts.Dashboard.AddUserAsync(null, "users.view"));
        await tab.GoAsync(filter);
        await tab.Page.Locator(".saved summary").ClickAsync();
        await tab.Field("Name of this filter").FillAsync("Mine");
        await tab.Button("Save").ClickAsync();
        await tab.GoAsync(list);
        await tab.Link("Mine").ClickAsync();

        Assert.EndsWith(filter, tab.Page.Url, StringComparison.Ordinal);
        await tab.AssertAccessibleAsync();
        tab.AssertQuiet();
    }

    [Fact]
    public async Task Saved_filters_fit_a_small_phone()
    {
        await using var tab = await accounts.OpenAsync(await accounts.Dashboard.AddUserAsync(null, "products.view"));
        await tab.Page.SetViewportSizeAsync(320, 700);
        await tab.GoAsync($"/admin/products?q={_word}");
        await tab.Page.Locator(".saved summary").ClickAsync();
        await tab.Field("Name of this filter").FillAsync(string.Concat(Enumerable.Repeat("Very long name ", 5)).Trim());
        await tab.Button("Save").ClickAsync();
        await Expect(tab.Page.Locator(".saved [aria-current]")).ToBeVisibleAsync();

        foreach (var address in new[] { $"/admin/products?q={_word}&sort=title,-likes", "/admin/lists" })
        {
            await tab.GoAsync(address);
            foreach (var menu in await tab.Page.Locator("main summary").AllAsync())
                await menu.ClickAsync();
            Assert.InRange(await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 0, 320);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Columns_are_chosen_by_each_person_and_kept(bool script)
    {
        await AddAsync(_word, likes: 7);
        var user = await accounts.Dashboard.AddUserAsync(null, "products.view");
        await using var tab = await accounts.OpenAsync(user, script);
        await tab.GoAsync($"/admin/products?q={_word}");
        await Expect(tab.Page.Locator("thead th")).ToHaveTextAsync(["Picture", "Title", "Likes", "Updated"]);
        await tab.Page.GetByText("Columns", new() { Exact = true }).ClickAsync();
        await tab.Field("Picture").UncheckAsync();
        await tab.Field("Version").CheckAsync();
        await tab.Button("Show").ClickAsync();

        await Expect(tab.Page.Locator("thead th")).ToHaveTextAsync(["Title", "Likes", "Version", "Updated"]);
        await Expect(tab.Page.Locator("tbody .main")).ToHaveTextAsync([_word]);
        await using var elsewhere = await accounts.OpenAsync(user, script);
        await elsewhere.GoAsync($"/admin/products?q={_word}");
        await Expect(elsewhere.Page.Locator("thead th")).ToHaveTextAsync(["Title", "Likes", "Version", "Updated"]);
        await using var other = await accounts.OpenAsync(await accounts.Dashboard.AddUserAsync(null, "products.view"), script);
        await other.GoAsync($"/admin/products?q={_word}");
        await Expect(other.Page.Locator("thead th")).ToHaveTextAsync(["Picture", "Title", "Likes", "Updated"]);
        tab.AssertQuiet();
    }

    private Task AddAsync(string title, ulong likes) =>
        accounts.Dashboard.WithAsync(services =>
            services.GetRequiredService<ProductStore>().CreateAsync(title, "/pictures/mug.svg", likes, "seed", CancellationToken.None)
        );
}
