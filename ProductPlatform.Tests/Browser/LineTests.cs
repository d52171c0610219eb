using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

/// <summary>Words that must not break, and letters that must not be too small.</summary>
[Collection(BrowserTests.Name)]
public sealed class LineTests(BrowserFixture dashboard)
{
    /// <summary>On how many lines the text of an element is.</summary>
    private const string Lines = """
        element => {
            const range = document.createRange();
            range.selectNodeContents(element);
            return new Set([...range.getClientRects()].filter(box => box.width > 0).map(box => Math.round(box.top))).size;
        }
        """;

    private const string WidenText = "() => { document.body.style.fontFamily = 'Verdana, \"DejaVu Sans\", sans-serif' }";

    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Undo_stands_on_one_line_beside_its_message(int width)
    {
        var word = BrowserFixture.Word();
        var product = await dashboard.AddAsync(word);
        await using var tab = await dashboard.OpenAsync(new TabOptions { Width = width });
        await tab.GoAsync($"/admin/products/{product.Id}/delete");
        await tab.Button("Yes, delete it").ClickAsync();
        await Expect(tab.Message).ToContainTextAsync("was deleted.");
        await tab.Page.EvaluateAsync(WidenText);

        Assert.Equal(1, await tab.Button("Undo").EvaluateAsync<int>(Lines));
        Assert.InRange(await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 0, width);
    }

    [Fact]
    public async Task The_name_of_an_event_stands_on_one_line()
    {
        await dashboard.DieAsync("no json");
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync("/admin/deadletters?queue=main");
        await tab.Page.EvaluateAsync(WidenText);

        Assert.Equal(1, await tab.Page.Locator("tbody .main").First.EvaluateAsync<int>(Lines));
        Assert.InRange(await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 0, 1280);
    }

    [Theory]
    [InlineData("/admin/likes?days=30", 1280)]
    [InlineData("/admin/likes?days=30", 390)]
    [InlineData("/admin", 1280)]
    public async Task The_scale_of_a_chart_is_readable(string path, int width)
    {
        await dashboard.LikeAsync(await dashboard.AddAsync(BrowserFixture.Word()), 3);
        await using var tab = await dashboard.OpenAsync(new TabOptions { Width = width });
        await tab.GoAsync(path);

        var height = await tab
            .Page.Locator(".scale")
            .First.EvaluateAsync<double>("text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().d");
        Assert.InRange(height, 9.5, 18);
    }

    [Fact]
    public async Task A_doubtful_picture_is_warned_of_in_the_colour_of_warnings_and_saved()
    {
        var word = BrowserFixture.Word();
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync("/admin/products/add");
        await tab.Page.FillAsync("[name=title]", word);
        await tab.Page.FillAsync("[name=image]", "javascript:alert(1)");
        await tab.Page.PressAsync("[name=image]", "Tab");
        var warning = tab.Page.Locator("[data-picture-warning]");
        await Expect(warning).ToHaveTextAsync("The picture’s address does not begin with https:// or a slash.");

        Assert.True(
            await warning.EvaluateAsync<bool>(
                """
                warning => {
                    const probe = document.body.appendChild(document.createElement('p'));
                    probe.className = 'warned';
                    return getComputedStyle(warning).color === getComputedStyle(probe).color
                        && getComputedStyle(warning).color !== getComputedStyle(document.querySelector('.required')).color;
                }
                """
            )
        );
        await tab.AssertAccessibleAsync();
        await tab.Button("Save").ClickAsync();
        await Expect(tab.Message).ToHaveTextAsync($"The product {word} was added.");
    }

    [Fact]
    public async Task Lines_that_an_import_leaves_out_are_offered_to_be_corrected_and_loading_again_imports_nothing()
    {
        var word = BrowserFixture.Word();
        await using var tab = await dashboard.OpenAsync(new TabOptions { Width = 390 });
        await tab.GoAsync("/admin/products/import");
        await tab.Page.FillAsync("textarea", $"title,image\n{word} good,/pictures/mug.svg\n{word} bad,\n");
        await tab.Button("Preview").ClickAsync();
        await tab.Button("Import only the 1 without errors").ClickAsync();
        await Expect(tab.Message).ToContainTextAsync("1 with errors left out");
        await Expect(tab.Page.Locator("#preview-title")).ToHaveTextAsync("Left out");
        await Expect(tab.Page.Locator("textarea"))
            .ToHaveValueAsync(new System.Text.RegularExpressions.Regex($"^title,image,reason\n{word} bad,,Line 3: image is missing."));
        await Expect(tab.Page.Locator("td[data-label=Line]")).ToHaveTextAsync("2");
        await tab.AssertAccessibleAsync();
        var file = await tab.Page.RunAndWaitForDownloadAsync(() => tab.Button("Download the lines with errors").ClickAsync());
        Assert.Contains("Line 3: image is missing.", await File.ReadAllTextAsync((await file.PathAsync())!), StringComparison.Ordinal);
        await tab.Page.ReloadAsync();

        await Expect(tab.Page.Locator("#preview-title")).ToHaveTextAsync("Left out");
        Assert.Equal(1, await dashboard.CountAsync(word));
        tab.AssertQuiet();
    }
}
