using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class ProductListTests(BrowserFixture dashboard)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_search_finds_products_that_have_all_words(bool script)
    {
        var word = BrowserFixture.Word();
        await dashboard.AddAsync($"Blue {word} mug");
        await dashboard.AddAsync($"Red {word} mug");
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = script });
        await tab.GoAsync("/admin/products");
        await tab.Page.FillAsync("[name=q]", $"mug {word} blue");
        await tab.Button("Search").ClickAsync();

        await Expect(tab.Page.Locator("tbody .main")).ToHaveTextAsync([$"Blue {word} mug"]);
        await Expect(tab.Page.Locator(".total")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^1 of \\d+ products$"));
        tab.AssertQuiet();
    }

    [Fact]
    public async Task A_column_is_sorted_both_ways_and_the_address_keeps_it()
    {
        var word = BrowserFixture.Word();
        await dashboard.AddAsync($"{word} a", likes: 5);
        await dashboard.AddAsync($"{word} b", likes: 50);
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync($"/admin/products?q={word}");
        await tab.Link("Likes").Nth(1).ClickAsync();
        await Expect(tab.Page.Locator("tbody .main")).ToHaveTextAsync([$"{word} b", $"{word} a"]);
        await tab.Page.Locator("thead").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Likes" }).ClickAsync();
        await Expect(tab.Page.Locator("tbody .main")).ToHaveTextAsync([$"{word} a", $"{word} b"]);
        await Expect(tab.Page.Locator("th.number")).ToHaveAttributeAsync("aria-sort", "ascending");

        await tab.Page.ReloadAsync();
        await Expect(tab.Page.Locator("tbody .main")).ToHaveTextAsync([$"{word} a", $"{word} b"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_click_on_a_second_head_keeps_the_first_key_behind_it_and_shows_the_places(bool script)
    {
        var word = BrowserFixture.Word();
        foreach (var (name, likes) in new[] { ("a", 1), ("b", 7), ("c", 7) })
            await dashboard.AddAsync($"{word} {name}", likes: (ulong)likes);
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = script });
        await tab.GoAsync($"/admin/products?q={word}");
        await tab.Page.Locator("thead .sort").GetByText("Title").ClickAsync();
        await tab.Page.Locator("thead .sort").GetByText("Likes").ClickAsync();

        Assert.EndsWith("sort=-likes,title", tab.Page.Url, StringComparison.Ordinal);
        await Expect(tab.Page.Locator("tbody .main")).ToHaveTextAsync([$"{word} b", $"{word} c", $"{word} a"]);
        await Expect(tab.Page.Locator("thead .place")).ToHaveTextAsync(["2", "1"]);
        await Expect(tab.Page.Locator("th[aria-sort]")).ToHaveCountAsync(1);
        if (script)
            await tab.AssertAccessibleAsync();
        await tab.Link("Clear").ClickAsync();
        await Expect(tab.Page.Locator("thead .place")).ToHaveCountAsync(0);
        tab.AssertQuiet();
    }

    [Fact]
    public async Task All_products_of_a_filter_are_shown_on_one_page()
    {
        var word = BrowserFixture.Word();
        await ImportAsync(word, 120);
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync($"/admin/products?q={word}&page=2");
        await tab.Link("Show all").ClickAsync();
        await Expect(tab.Page.Locator("tbody tr")).ToHaveCountAsync(120);
        await tab.Link("Show in pages").ClickAsync();
        await Expect(tab.Page.Locator("tbody tr")).ToHaveCountAsync(100);
        tab.AssertQuiet();
    }

    [Fact]
    public async Task Products_are_filtered_by_a_range_of_likes()
    {
        var word = BrowserFixture.Word();
        await dashboard.AddAsync($"{word} none");
        await dashboard.AddAsync($"{word} some", likes: 9);
        await dashboard.AddAsync($"{word} many", likes: 100);
        await using var tab = await dashboard.OpenAsync();
        foreach (var (range, title) in new[] { ("0", "none"), ("1-9", "some"), ("100-", "many") })
        {
            await tab.GoAsync($"/admin/products?q={word}&likes={range}");
            await Expect(tab.Page.Locator("tbody .main")).ToHaveTextAsync([$"{word} {title}"]);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_products_of_a_filter_are_deleted_across_pages_after_confirmation_and_restored_by_undo(bool script)
    {
        var word = BrowserFixture.Word();
        await ImportAsync(word, 103);
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = script });
        await tab.GoAsync($"/admin/products?q={word}");
        await Expect(tab.Page.Locator("tbody tr")).ToHaveCountAsync(100);
        await tab.Page.CheckAsync("[name=everything]");
        await tab.Button("Delete selected…").ClickAsync();
        await Expect(tab.Heading).ToHaveTextAsync("Delete 103 products?");
        await Expect(tab.Button("Yes, delete all 103")).ToBeInViewportAsync();
        await Expect(tab.Page.Locator("main")).Not.ToContainTextAsync("0 likes");
        Assert.Equal(103, await dashboard.CountAsync(word));

        await tab.Button("Yes, delete all 103").ClickAsync();
        await Expect(tab.Message).ToContainTextAsync("103 products were deleted.");
        Assert.Equal(0, await dashboard.CountAsync(word));

        await tab.Button("Undo").ClickAsync();
        await Expect(tab.Message).ToHaveTextAsync("103 products were restored.");
        Assert.Equal(103, await dashboard.CountAsync(word));
        tab.AssertQuiet();
    }

    [Fact]
    public async Task After_going_back_ticks_and_count_agree_and_everything_is_seen_in_each_row()
    {
        var word = BrowserFixture.Word();
        await ImportAsync(word, 120);
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync($"/admin/products?q={word}");
        await tab.Page.CheckAsync("[data-select-page]");
        await tab.Link("Next page").ClickAsync();
        await Expect(tab.Page.Locator("[data-selected]")).ToHaveTextAsync("0 of 20 on this page selected");
        await tab.Page.GoBackAsync();
        await Expect(tab.Page.Locator("[data-selected]")).ToHaveTextAsync("100 of 100 on this page selected");
        await Expect(tab.Page.Locator("tr.selected")).ToHaveCountAsync(100);

        await tab.Page.UncheckAsync("[data-select-page]");
        await tab.Page.CheckAsync("[name=everything]");
        await Expect(tab.Page.Locator("[data-selected]")).ToHaveTextAsync("All pages selected");
        await Expect(tab.Page.Locator("tr.selected")).ToHaveCountAsync(100);
        await tab.Page.Locator("tbody [name=id]").First.UncheckAsync();
        await Expect(tab.Page.Locator("[name=everything]")).Not.ToBeCheckedAsync();
        await Expect(tab.Page.Locator("[data-selected]")).ToHaveTextAsync("99 of 100 on this page selected");
        tab.AssertQuiet();
    }

    private Task<object?> ImportAsync(string word, int count) =>
        dashboard.WithAsync<Admin.Data.Products.ProductBatches, object?>(async batches =>
            await batches.ImportAsync(
                [
                    .. Enumerable
                        .Range(1, count)
                        .Select(number => new Admin.Data.Products.ProductDraft(null, $"{word} {number}", "/pictures/mug.svg", 0)),
                ],
                "seed",
                CancellationToken.None
            )
        );

    [Fact]
    public async Task Only_selected_products_are_deleted()
    {
        var word = BrowserFixture.Word();
        await dashboard.AddAsync($"{word} stays");
        var goes = await dashboard.AddAsync($"{word} goes");
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync($"/admin/products?q={word}");
        await tab.Page.CheckAsync($"[name=id][value='{goes.Id}']");
        await Expect(tab.Page.Locator("[data-selected]")).ToHaveTextAsync("1 of 2 selected");
        await tab.Button("Delete selected…").ClickAsync();
        await tab.Button("Yes, delete it").ClickAsync();

        await Expect(tab.Message).ToContainTextAsync("1 product was deleted.");
        await Expect(tab.Page.Locator("tbody .main")).ToHaveTextAsync([$"{word} stays"]);
    }

    [Fact]
    public async Task Undoing_a_bulk_deletion_restores_what_it_deleted_and_nothing_else()
    {
        var word = BrowserFixture.Word();
        var before = await dashboard.AddAsync($"{word} deleted before");
        await dashboard.DeleteAsync(before);
        var (one, two) = (await dashboard.AddAsync($"{word} one", likes: 4), await dashboard.AddAsync($"{word} two"));
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync($"/admin/products?q={word}");
        await tab.Page.CheckAsync("[data-select-page]");
        await tab.Button("Delete selected…").ClickAsync();
        await tab.Button("Yes, delete all 2").ClickAsync();
        await tab.Button("Undo").ClickAsync();

        await Expect(tab.Message).ToHaveTextAsync("2 products were restored.");
        await Expect(tab.Page.Locator("main [type=search]")).ToHaveValueAsync(word);
        Assert.Null(await dashboard.FindAsync(before.Id));
        Assert.Equal((4UL, one.Version + 2), ((await dashboard.FindAsync(one.Id))!.Likes, (await dashboard.FindAsync(one.Id))!.Version));
        Assert.NotNull(await dashboard.FindAsync(two.Id));
        tab.AssertQuiet();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deleted_product_is_found_and_restored_from_the_list(bool script)
    {
        var word = BrowserFixture.Word();
        var product = await dashboard.AddAsync(word);
        await dashboard.DeleteAsync(product);
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = script });
        await tab.GoAsync($"/admin/products?deleted=yes&q={word}");
        await tab.Button($"Restore {word}").ClickAsync();

        await Expect(tab.Message).ToHaveTextAsync($"The product {word} was restored.");
        Assert.NotNull(await dashboard.FindAsync(product.Id));
        tab.AssertQuiet();
    }

    [Fact]
    public async Task An_export_has_what_the_filter_finds_and_no_formula()
    {
        var word = BrowserFixture.Word();
        var formula = await dashboard.AddAsync($"=HYPERLINK(\"{word}\")");
        await dashboard.AddAsync("something else");
        await using var tab = await dashboard.OpenAsync();
        var csv = await (await tab.Http.GetAsync($"/admin/products/export?format=csv&q={word}")).TextAsync();
        var json = await (await tab.Http.GetAsync($"/admin/products/export?format=json&q={word}")).TextAsync();

        Assert.Equal($"\uFEFFid,title,image,likes\r\n{formula.Id},\"'=HYPERLINK(\"\"{word}\"\")\",/pictures/mug.svg,0\r\n", csv);
        Assert.Equal(formula.Title, Assert.Single(JsonDocument.Parse(json).RootElement.EnumerateArray()).GetProperty("title").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_import_shows_every_error_before_it_is_done_as_a_whole(bool script)
    {
        var word = BrowserFixture.Word();
        var known = await dashboard.AddAsync($"{word} old");
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = script });
        await tab.GoAsync("/admin/products/import");
        await tab.Page.FillAsync(
            "textarea",
            $"id,title,image\n{known.Id},{word} new,/pictures/mug.svg\n,{word} fresh,\n999999999,{word} lost,i\n"
        );
        await tab.Button("Preview").ClickAsync();
        await Expect(tab.Page.Locator("tr.wrong .errors"))
            .ToHaveTextAsync(["image is missing.", "id: There is no product 999999999. Leave the id empty to add one."]);
        Assert.Equal(1, await dashboard.CountAsync(word));

        await tab.Page.FillAsync(
            "textarea",
            $"id,title,image\n{known.Id},{word} new,/pictures/mug.svg\n,\"{word}, fresh\",/pictures/lamp.svg\n"
        );
        await tab.Button("Preview").ClickAsync();
        await tab.Button("Import 2 products").ClickAsync();
        await Expect(tab.Message).ToContainTextAsync("Imported: 1 added, 1 changed, 0 unchanged.");
        Assert.Equal($"{word} new", (await dashboard.FindAsync(known.Id))!.Title);
        Assert.Equal(2, await dashboard.CountAsync(word));
        tab.AssertQuiet();
    }

    [Fact]
    public async Task An_export_is_a_valid_import()
    {
        var word = BrowserFixture.Word();
        await dashboard.AddAsync($"=1+1 \"{word}\", 'x'\nsecond line");
        await using var tab = await dashboard.OpenAsync();
        var csv = await (await tab.Http.GetAsync($"/admin/products/export?format=csv&q={word}")).BodyAsync();
        await tab.GoAsync("/admin/products/import");
        await tab.Page.SetInputFilesAsync(
            "[name=file]",
            new FilePayload
            {
                Name = "products.csv",
                MimeType = "text/csv",
                Buffer = csv,
            }
        );
        await tab.Button("Preview").ClickAsync();

        await Expect(tab.Page.Locator(".bar .badge")).ToHaveTextAsync(["1 unchanged"]);
        await Expect(tab.Page.Locator(".bar")).ToContainTextAsync("Nothing would change.");
    }
}
