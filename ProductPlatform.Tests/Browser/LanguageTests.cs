using System.Text.RegularExpressions;
using ProductPlatform.Tests.Unit.Pages;
using ProductPlatform.Web.Languages;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

/// <summary>The dashboard in languages other than English. It has its own fixture, because the data of other tests is English.</summary>
public sealed partial class LanguageTests(BrowserFixture dashboard) : IClassFixture<BrowserFixture>
{
    /// <summary>The visible text and the labels of a page, without names (<c>bdi</c>) and code.</summary>
    private const string Read = """
        () => {
            const found = [];
            for (const element of document.querySelectorAll('head title, body, body *:not(script, style, code, bdi, pre)')) {
                if (element.closest('bdi, code, pre, script')) continue;
                for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) found.push(node.data);
                for (const name of ['title', 'alt', 'placeholder', 'aria-label', 'data-label']) found.push(element.getAttribute(name) ?? '');
            }
            return [...new Set(found.map(text => text.replace(/\s+/g, ' ').trim()))].filter(text => text !== '');
        }
        """;

    /// <summary>Text that is wider than its box.</summary>
    private const string Overflowing = """
        () => {
            const found = [];
            for (const box of document.querySelectorAll('.figure, .card, .button, button, .badge')) {
                const edge = box.getBoundingClientRect().right - parseFloat(getComputedStyle(box).paddingRight) + 1;
                const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
                for (const range = document.createRange(); walker.nextNode(); ) {
                    if (walker.currentNode.parentElement.closest('.visually-hidden, .word, .scroll, pre, textarea, select, svg')) continue;
                    range.selectNodeContents(walker.currentNode);
                    if ([...range.getClientRects()].some(part => part.width > 0 && part.right > edge)) found.push(`${location.pathname} ${innerWidth}: ${walker.currentNode.data}`);
                }
            }
            return found;
        }
        """;

    public static TheoryData<string> Languages =>
        [.. Language.All.Where(language => language != Language.English).Select(language => language.Code)];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Every_page_is_in_the_language_of_the_browser_and_fits_a_small_phone(string language)
    {
        var english = English(language);
        await using var tab = await dashboard.OpenAsync(new TabOptions { Language = language });
        foreach (var path in DashboardPages.All.Except(["/admin/login"]))
        {
            await tab.Page.SetViewportSizeAsync(1280, 900);
            await tab.GoAsync(await dashboard.FillAsync(path));
            await Expect(tab.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
            var said = await tab.Page.EvaluateAsync<string[]>(Read);
            Assert.InRange(said.Length, 15, int.MaxValue);
            Assert.Empty(said.Where(text => english.Any(pattern => pattern.IsMatch(text))).Select(text => $"{path}: {text}"));

            Assert.Empty(await tab.Page.EvaluateAsync<string[]>(Overflowing));
            await tab.Page.SetViewportSizeAsync(320, 700);
            await tab.AssertFitsAsync();
            Assert.Empty(await tab.Page.EvaluateAsync<string[]>(Overflowing));
        }

        tab.AssertQuiet();
    }

    [Fact]
    public async Task The_page_of_signing_in_is_in_the_language_of_the_browser()
    {
        await using var tab = await dashboard.OpenAsync(new TabOptions { Language = "de-AT", Person = null });
        await tab.GoAsync("/admin/login");

        await Expect(tab.Button("Anmelden")).ToBeVisibleAsync();
        await tab.AssertAccessibleAsync();
        tab.AssertQuiet();
    }

    [Fact]
    public async Task What_scripts_write_is_in_the_language_of_the_page()
    {
        var word = BrowserFixture.Word();
        await dashboard.AddAsync(word);
        await using var tab = await dashboard.OpenAsync(new TabOptions { Language = "de" });
        await tab.GoAsync($"/admin/products?q={word}");
        await tab.Page.Locator("tbody input[type=checkbox]").CheckAsync();
        await Expect(tab.Page.Locator("[data-selected]")).ToHaveTextAsync("1 von 1 ausgewählt");

        await tab.Page.Keyboard.PressAsync("?");
        await Expect(tab.Page.Locator("dialog.shortcuts h2")).ToHaveTextAsync("Tastenkürzel");
        await tab.AssertAccessibleAsync();
        tab.AssertQuiet();
    }

    [Fact]
    public async Task What_is_wrong_with_a_form_is_said_in_the_language_of_the_page()
    {
        await using var tab = await dashboard.OpenAsync(new TabOptions { Language = "fr" });
        await tab.GoAsync("/admin/products/add");
        await tab.Button("Enregistrer").ClickAsync();

        await Expect(tab.Page.Locator(".errors").First).ToHaveTextAsync("Titre\u202f: ce champ est obligatoire.");
        tab.AssertQuiet();
    }

    /// <summary>Patterns of the English texts whose translation differs.</summary>
    private static List<Regex> English(string language)
    {
        var (pages, scripts) = new PageSources("Admin.Api", "Dashboard", "admin").ReadTranslations(language);
        return
        [
            .. pages
                .Concat(scripts)
                .Where(pair => pair.Key != pair.Value && Value().Replace(pair.Key, "").Any(char.IsLetter))
                .Select(pair => new Regex($"^{Value().Replace(Regex.Escape(pair.Key), ".+")}$")),
        ];
    }

    [GeneratedRegex(@"\\?\{\d\}")]
    private static partial Regex Value();
}
