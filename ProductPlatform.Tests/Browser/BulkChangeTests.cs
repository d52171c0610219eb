using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

/// <summary>Many products changed at once, by form and by file.</summary>
[Collection(BrowserTests.Name)]
public sealed class BulkChangeTests(BrowserFixture dashboard)
{
    private readonly string _word = BrowserFixture.Word();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Selected_products_are_changed_after_a_preview_and_changed_back_by_undo(bool script)
    {
        var lamp = await dashboard.AddAsync($"{_word} lamp");
        var mug = await dashboard.AddAsync($"{_word} mug");
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = script });
        await tab.GoAsync($"/admin/products?q={_word}");
        await tab.Page.CheckAsync($"[name=id][value='{lamp.Id}']");
        await tab.Button("Change selected…").ClickAsync();
        await Expect(tab.Heading).ToHaveTextAsync("Change 1 product");
        await tab.Page.FillAsync("[name=prefix]", "Sale: ");
        await tab.Page.FillAsync("[name=image]", "/pictures/lamp.svg");
        await tab.Button("Preview").ClickAsync();
        await Expect(tab.Page.Locator("td ins")).ToHaveTextAsync([$"Sale: {_word} lamp", "/pictures/lamp.svg"]);
        if (script)
            await tab.AssertAccessibleAsync();
        Assert.Equal(lamp.Title, (await dashboard.FindAsync(lamp.Id))!.Title);

        await tab.Button("Change 1 product").ClickAsync();
        await Expect(tab.Message).ToContainTextAsync("1 product was changed.");
        Assert.Equal($"Sale: {_word} lamp", (await dashboard.FindAsync(lamp.Id))!.Title);
        Assert.Equal(mug.Title, (await dashboard.FindAsync(mug.Id))!.Title);

        await tab.Button("Undo").ClickAsync();
        await Expect(tab.Message).ToHaveTextAsync("1 product is again as before.");
        Assert.Equal((lamp.Title, lamp.Image), ((await dashboard.FindAsync(lamp.Id))!.Title, (await dashboard.FindAsync(lamp.Id))!.Image));
        tab.AssertQuiet();
    }

    [Theory]
    [InlineData(1280, 800, "Sale: ", "1 to change")]
    [InlineData(390, 844, "Sale: ", "1 to change")]
    [InlineData(390, 844, "", "Nothing would change.")]
    public async Task The_preview_is_in_sight_at_once_and_enter_shows_it(int width, int height, string prefix, string expected)
    {
        var lamp = await dashboard.AddAsync($"{_word} lamp");
        await using var tab = await dashboard.OpenAsync();
        await tab.Page.SetViewportSizeAsync(width, height);
        await tab.GoAsync($"/admin/products?q={_word}");
        await tab.Page.CheckAsync($"[name=id][value='{lamp.Id}']");
        await tab.Button("Change selected…").ClickAsync();
        await tab.Page.FillAsync("[name=prefix]", prefix);
        await tab.Page.FillAsync("[name=find]", "nothing-has-this");
        for (var time = 0; time < 2; time++)
        {
            // The second preview has the address and the look of the first one.
            await tab.Page.EvaluateAsync("document.body.dataset.before = ''");
            await tab.Page.PressAsync("[name=find]", "Enter");
            await Expect(tab.Page.Locator("body[data-before]")).ToHaveCountAsync(0);
            await Expect(tab.Page.Locator("#preview-title")).ToBeInViewportAsync();
            await Expect(tab.Page.GetByText(expected)).ToBeInViewportAsync();
        }

        Assert.Equal(lamp.Title, (await dashboard.FindAsync(lamp.Id))!.Title);
        tab.AssertQuiet();
    }

    [Fact]
    public async Task A_change_that_takes_products_out_of_the_filter_leads_to_them()
    {
        await dashboard.AddAsync($"{_word} lamp");
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = false });
        await tab.GoAsync($"/admin/products?q={_word}");
        await tab.Page.Locator("tbody [name=id]").CheckAsync();
        await tab.Button("Change selected…").ClickAsync();
        await tab.Page.FillAsync("[name=find]", _word);
        await tab.Page.FillAsync("[name=replace]", "other");
        await tab.Button("Preview").ClickAsync();
        await tab.Button("Change 1 product").ClickAsync();
        await Expect(tab.Page.Locator(".empty")).ToContainTextAsync("Nothing found");
        await tab.Link("Show the changes").ClickAsync();

        await Expect(tab.Page.Locator("td ins")).ToHaveTextAsync("other lamp");
    }

    [Fact]
    public async Task A_bulk_change_is_one_change_in_the_list_that_opens_and_is_undone_there()
    {
        var products = new[] { await dashboard.AddAsync($"{_word} lamp"), await dashboard.AddAsync($"{_word} mug") };
        await using var tab = await dashboard.OpenAsync(new TabOptions { Person = $"{_word}|*" });
        await tab.GoAsync($"/admin/products?q={_word}");
        await tab.Page.CheckAsync("[data-select-page]");
        await tab.Button("Change selected…").ClickAsync();
        await tab.Page.FillAsync("[name=suffix]", " (new)");
        await tab.Button("Preview").ClickAsync();
        await tab.Button("Change 2 products").ClickAsync();
        await Expect(tab.Message).ToContainTextAsync("2 products were changed.");
        await tab.GoAsync($"/admin/changes?who={_word}&kind=Products");
        await Expect(tab.Page.Locator("tbody .badge")).ToHaveTextAsync(["Products changed"]);
        await tab.Link("2 products").ClickAsync();

        await Expect(tab.Page.Locator("td ins")).ToHaveTextAsync(products.Select(product => product.Title + " (new)"));
        await tab.AssertAccessibleAsync();
        await tab.Button("Undo the changes").ClickAsync();
        await Expect(tab.Message).ToHaveTextAsync("2 products are again as before.");
        tab.AssertQuiet();
    }

    [Fact]
    public async Task The_text_of_an_import_has_line_numbers_and_an_error_leads_to_its_line()
    {
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync("/admin/products/import");
        await tab.Page.FillAsync("textarea", "title,image\nlamp,i\nmug,\n");
        await Expect(tab.Page.Locator(".lines pre")).ToHaveTextAsync("1\n2\n3\n4");
        await tab.Button("Preview").ClickAsync();
        var wrong = tab.Page.Locator("tr.wrong").GetByRole(Microsoft.Playwright.AriaRole.Link);
        await Expect(wrong).ToBeVisibleAsync();
        // Until its script runs, the link leads to the text and not to the line.
        await Expect(tab.Page.Locator(".lines pre")).ToHaveTextAsync("1\n2\n3\n4");
        await wrong.ClickAsync();

        Assert.Equal(
            "mug,",
            await tab.Page.EvalOnSelectorAsync<string>("textarea", "text => text.value.slice(text.selectionStart, text.selectionEnd)")
        );
        await tab.AssertAccessibleAsync();
        tab.AssertQuiet();
    }
}
