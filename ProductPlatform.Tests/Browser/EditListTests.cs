using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

/// <summary>Titles and pictures changed in the list itself.</summary>
[Collection(BrowserTests.Name)]
public sealed class EditListTests(BrowserFixture dashboard)
{
    private readonly string _word = BrowserFixture.Word();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rows_are_saved_together_as_one_change_and_changed_back_by_undo(bool script)
    {
        var (lamp, mug, chair) = (await AddAsync("lamp"), await AddAsync("mug"), await AddAsync("chair"));
        await using var tab = await dashboard.OpenAsync(new TabOptions { Person = $"{_word}|*", Script = script });
        await tab.GoAsync($"/admin/products?q={_word}&sort=title");
        await tab.Link("Edit in list").ClickAsync();
        await Field(tab, "Title", lamp).FillAsync($"{_word} red lamp");
        await Field(tab, "Picture", mug).FillAsync("/pictures/teapot.svg");
        if (script)
            await tab.AssertAccessibleAsync();
        await tab.Button("Save changes").ClickAsync();

        await Expect(tab.Message).ToContainTextAsync("2 products were changed.");
        Assert.EndsWith($"/admin/products?q={_word}&sort=title", tab.Page.Url, StringComparison.Ordinal);
        Assert.Equal($"{_word} red lamp", (await dashboard.FindAsync(lamp))!.Title);
        Assert.Equal("/pictures/teapot.svg", (await dashboard.FindAsync(mug))!.Image);
        Assert.Equal(1, (await dashboard.FindAsync(chair))!.Version);

        await tab.Button("Undo").ClickAsync();
        await Expect(tab.Message).ToHaveTextAsync("2 products are again as before.");
        Assert.Equal($"{_word} lamp", (await dashboard.FindAsync(lamp))!.Title);
        await tab.GoAsync($"/admin/changes?who={_word}&kind=Products");
        await Expect(tab.Page.Locator("tbody .badge")).ToHaveTextAsync(["Products changed", "Products changed"]);
        tab.AssertQuiet();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_row_that_another_user_has_changed_comes_back_with_both_values_and_the_others_are_saved(bool script)
    {
        var (lamp, mug) = (await AddAsync("lamp"), await AddAsync("mug"));
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = script });
        await tab.GoAsync($"/admin/products/edit?q={_word}");
        await Field(tab, "Title", lamp).FillAsync($"{_word} red lamp");
        await Field(tab, "Title", mug).FillAsync($"{_word} red mug");
        await dashboard.ChangeAsync((await dashboard.FindAsync(lamp))!, $"{_word} blue lamp", "theo");
        await tab.Button("Save changes").ClickAsync();

        await Expect(tab.Page.GetByText("1 product was changed.")).ToBeVisibleAsync();
        await Expect(tab.Page.Locator("tr.wrong .errors"))
            .ToHaveTextAsync($"As theo saved it: {_word} blue lamp. Save again to keep yours.");
        await Expect(Field(tab, "Title", lamp)).ToHaveValueAsync($"{_word} red lamp");
        Assert.Equal($"{_word} red mug", (await dashboard.FindAsync(mug))!.Title);
        Assert.Equal($"{_word} blue lamp", (await dashboard.FindAsync(lamp))!.Title);
        if (script)
            await tab.AssertAccessibleAsync();

        await tab.Button("Save changes").ClickAsync();
        await Expect(tab.Message).ToContainTextAsync("1 product was changed.");
        Assert.Equal($"{_word} red lamp", (await dashboard.FindAsync(lamp))!.Title);
    }

    [Fact]
    public async Task A_row_that_cannot_be_saved_says_why_and_the_others_are_saved()
    {
        var (lamp, mug, gone) = (await AddAsync("lamp"), await AddAsync("mug"), await AddAsync("chair"));
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync($"/admin/products/edit?q={_word}");
        await Field(tab, "Title", lamp).FillAsync("  ");
        await Field(tab, "Title", mug).FillAsync($"{_word} red mug");
        await Field(tab, "Title", gone).FillAsync($"{_word} stool");
        await dashboard.DeleteAsync((await dashboard.FindAsync(gone))!);
        await tab.Button("Save changes").ClickAsync();

        await Expect(tab.Page.Locator("tr.wrong")).ToHaveCountAsync(2);
        await Expect(tab.Page.Locator("tr.wrong .errors")).ToHaveTextAsync("Title is missing.");
        await Expect(tab.Page.Locator("tr.wrong td[colspan]"))
            .ToContainTextAsync($"This product was deleted meanwhile. You typed: {_word} stool");
        Assert.Equal($"{_word} lamp", (await dashboard.FindAsync(lamp))!.Title);
        Assert.Equal($"{_word} red mug", (await dashboard.FindAsync(mug))!.Title);
    }

    [Fact]
    public async Task A_text_of_several_lines_stays_as_it_is_where_nothing_was_typed_into_it()
    {
        var lamp = await AddAsync("lamp\nof two lines");
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync($"/admin/products/edit?q={_word}");
        await Field(tab, "Picture", lamp).FillAsync("/pictures/teapot.svg");
        await tab.Button("Save changes").ClickAsync();

        await Expect(tab.Message).ToContainTextAsync("1 product was changed.");
        var saved = (await dashboard.FindAsync(lamp))!;
        Assert.Equal(($"{_word} lamp\nof two lines", "/pictures/teapot.svg"), (saved.Title, saved.Image));
    }

    [Fact]
    public async Task A_change_by_another_user_is_no_conflict_where_nothing_was_typed()
    {
        var lamp = await AddAsync("lamp");
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync($"/admin/products/edit?q={_word}");
        await dashboard.ChangeAsync((await dashboard.FindAsync(lamp))!, $"{_word} blue lamp", "theo");
        await tab.Button("Save changes").ClickAsync();

        await Expect(tab.Message).ToHaveTextAsync("Nothing was changed.");
        Assert.Equal($"{_word} blue lamp", (await dashboard.FindAsync(lamp))!.Title);
    }

    private async Task<int> AddAsync(string title) => (await dashboard.AddAsync($"{_word} {title}")).Id;

    private static ILocator Field(Tab tab, string name, int id) => tab.Page.GetByLabel($"{name} of product {id}", new() { Exact = true });
}
