using Admin.Data;
using Microsoft.EntityFrameworkCore;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class DeadLetterTests(BrowserFixture dashboard)
{
    [Fact]
    public async Task A_dead_letter_is_read_replayed_and_kept_in_the_audit_log()
    {
        var id = await dashboard.DieAsync("""{"id":"not a number"}""");
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync("/admin/deadletters?queue=main");
        await tab.AssertAccessibleAsync();
        await tab
            .Page.GetByRole(Microsoft.Playwright.AriaRole.Row)
            .Filter(new() { HasText = id })
            .GetByRole(Microsoft.Playwright.AriaRole.Link)
            .First.ClickAsync();
        await Expect(tab.Page.Locator(".payload")).ToContainTextAsync("not a number");
        await Expect(tab.Page.Locator("main")).ToContainTextAsync("because of a test");
        await tab.AssertAccessibleAsync();
        await tab.Button("Replay").ClickAsync();

        await Expect(tab.Page.Locator("main")).ToContainTextAsync("0 worked");
        await Expect(tab.Page.Locator("main")).ToContainTextAsync(id);
        await tab.AssertAccessibleAsync();
        Assert.Equal(1, await AuditedAsync(id));
        tab.AssertQuiet();
    }

    [Fact]
    public async Task A_dead_letter_is_discarded_after_confirmation()
    {
        var id = await dashboard.DieAsync("no json");
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = false });
        await tab.GoAsync("/admin/deadletters?queue=main");
        await tab.Link($"Discard {id}").ClickAsync();
        await tab.Button("Discard this message").ClickAsync();

        await Expect(tab.Message).ToHaveTextAsync("One message was discarded.");
        await Expect(tab.Page.Locator("main")).Not.ToContainTextAsync(id);
        Assert.Equal(1, await AuditedAsync(id));
    }

    [Fact]
    public async Task The_menu_leads_to_the_queue_that_has_dead_letters_and_each_says_how_many()
    {
        var id = await dashboard.DieAsync("no json");
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync("/admin/deadletters");

        await Expect(tab.Page.Locator("main")).ToContainTextAsync(id);
        var total = (await tab.Page.Locator(".total").TextContentAsync())!.Split(' ')[0];
        await Expect(tab.Page.Locator(".segments a")).ToHaveTextAsync(["Queue admin (0)", $"Queue main ({total})"]);
        await Expect(tab.Page.Locator(".segments [aria-current]")).ToHaveTextAsync($"Queue main ({total})");
        await tab.AssertAccessibleAsync();
        tab.AssertQuiet();
    }

    [Fact]
    public async Task Each_dead_letter_of_the_page_counts_once_when_it_is_selected()
    {
        var word = BrowserFixture.Word();
        await dashboard.DieAsync("one", word);
        await dashboard.DieAsync("two", word);
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync($"/admin/deadletters?queue=main&q={word}");
        await Expect(tab.Page.Locator("[data-selected]")).ToHaveTextAsync("0 of 2 selected");
        await tab.Page.CheckAsync("[data-select-page]");

        await Expect(tab.Page.Locator("[data-selected]")).ToHaveTextAsync("2 of 2 selected");
        await Expect(tab.Page.Locator("[data-select-page]")).ToBeCheckedAsync();
        tab.AssertQuiet();
    }

    [Fact]
    public async Task Dead_letters_are_searched_selected_and_discarded_together_after_confirmation()
    {
        var word = BrowserFixture.Word();
        var ids = new[]
        {
            await dashboard.DieAsync("one", word),
            await dashboard.DieAsync("two", word),
            await dashboard.DieAsync("three", word),
        };
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = false });
        await tab.GoAsync($"/admin/deadletters?queue=main&q={word}");
        await tab.Page.GetByLabel($"Select {ids[0]}").CheckAsync();
        await tab.Page.GetByLabel($"Select {ids[2]}").CheckAsync();
        await tab.Button("Discard selected…").ClickAsync();
        await Expect(tab.Page.Locator("h1")).ToHaveTextAsync("Discard 2 messages?");
        await tab.Button("Yes, discard all 2").ClickAsync();

        await Expect(tab.Message).ToHaveTextAsync("2 messages were discarded.");
        await tab.GoAsync($"/admin/deadletters?queue=main&q={word}");
        await Expect(tab.Page.Locator("main")).ToContainTextAsync(ids[1]);
        await Expect(tab.Page.Locator("main")).Not.ToContainTextAsync(ids[0]);
    }

    [Fact]
    public async Task A_user_with_view_permission_is_offered_no_actions()
    {
        var id = await dashboard.DieAsync("no json");
        await using var tab = await dashboard.OpenAsync(new TabOptions { Person = "vera|deadletters.view" });
        await tab.GoAsync("/admin/deadletters?queue=main");

        await Expect(tab.Page.Locator("main")).ToContainTextAsync(id);
        await Expect(tab.Page.Locator("main .list button, main .list input")).ToHaveCountAsync(0);
    }

    private Task<int> AuditedAsync(string id) =>
        dashboard.WithAsync<AdminDbContext, int>(db => db.AuditLog.CountAsync(entry => entry.Subject.Contains(id)));
}
