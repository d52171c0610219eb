using Admin.Data;
using Admin.Data.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

/// <summary>The way down a list from years over months to days.</summary>
[Collection(BrowserTests.Name)]
public sealed class DateTests(BrowserFixture dashboard)
{
    private readonly string _word = BrowserFixture.Word();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Products_are_found_by_year_month_and_day(bool script)
    {
        await AddAsync("2019-03-05 10:00", "2019-03-05 12:00", "2019-03-07 10:00", "2019-08-01 10:00", "2021-01-01 10:00");
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = script, Zone = "UTC" });
        await tab.GoAsync($"/admin/products?q={_word}&sort=title");
        await Expect(Links(tab)).ToHaveTextAsync(["2019 (4)", "2021 (1)"]);
        await tab.Link("2019 (4)").ClickAsync();
        await Expect(Links(tab)).ToHaveTextAsync(["All dates", "2019", "March (3)", "August (1)"]);
        await tab.Link("March (3)").ClickAsync();
        await Expect(Links(tab)).ToHaveTextAsync(["All dates", "2019", "March", "5 Mar (2)", "7 Mar (1)"]);
        await tab.Link("5 Mar (2)").ClickAsync();

        await Expect(Links(tab)).ToHaveTextAsync(["All dates", "2019", "March", "5 Mar"]);
        await Expect(tab.Page.Locator("tbody tr")).ToHaveCountAsync(2);
        Assert.EndsWith($"/admin/products?q={_word}&sort=title&on=2019-03-05", tab.Page.Url, StringComparison.Ordinal);
        if (script)
            await tab.AssertAccessibleAsync();
        // A search stays within the day.
        await tab.Button("Search").ClickAsync();
        await Expect(tab.Page.Locator("tbody tr")).ToHaveCountAsync(2);
        await tab.Link("All dates").ClickAsync();
        await Expect(tab.Page.Locator("tbody tr")).ToHaveCountAsync(5);
        tab.AssertQuiet();
    }

    [Fact]
    public async Task Days_are_those_of_the_viewers_zone_and_written_in_the_viewers_form()
    {
        // In Tokyo it is the first of May already, and the third still.
        await AddAsync("2020-04-30 15:30", "2020-05-03 14:30");
        await using var tab = await dashboard.OpenAsync(new TabOptions { Zone = "Asia/Tokyo" });
        await tab.GoAsync("/admin");
        await tab.GoAsync($"/admin/products?q={_word}");
        await Expect(Links(tab)).ToHaveTextAsync(["1 May 2020 (1)", "3 May 2020 (1)"]);

        var there = new Uri(new Uri(tab.Page.Url), "/admin");
        var names = await tab.Page.Locator("html").GetAttributeAsync("data-cookie");
        await tab.Page.Context.AddCookiesAsync([
            new Cookie
            {
                Name = names!.Replace("*", "dates", StringComparison.Ordinal),
                Value = "iso",
                Url = there.ToString(),
            },
        ]);
        await tab.Page.ReloadAsync();
        await Expect(Links(tab)).ToHaveTextAsync(["2020-05-01 (1)", "2020-05-03 (1)"]);
    }

    [Fact]
    public async Task Dates_that_divide_nothing_are_not_shown()
    {
        await AddAsync("2019-03-05 10:00", "2019-03-05 12:00");
        await using var tab = await dashboard.OpenAsync(new TabOptions { Zone = "UTC" });
        await tab.GoAsync($"/admin/products?q={_word}");

        await Expect(tab.Page.Locator("tbody tr")).ToHaveCountAsync(2);
        await Expect(Links(tab)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Users_are_found_by_when_they_joined_and_a_period_is_saved_as_a_filter()
    {
        foreach (var year in new[] { 2015, 2016 })
        {
            await dashboard.WithAsync<AdminDbContext, int>(db =>
            {
                var name = $"{_word}{year}";
                db.Users.Add(
                    new User
                    {
                        Name = name,
                        UserName = name,
                        Email = $"{name}@example.org",
                        DateJoined = new DateTime(year, 6, 1, 0, 0, 0, DateTimeKind.Utc),
                    }
                );
                return db.SaveChangesAsync();
            });
        }

        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync($"/admin/users?q={_word}");
        await tab.Link("2016 (1)").ClickAsync();

        await Expect(tab.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(tab.Page.Locator("tbody tr")).ToContainTextAsync($"{_word}2016");
        await Expect(tab.Page.GetByText("Save filter")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Changes_are_found_by_year_and_month(bool script)
    {
        await LogAsync("2012-02-29 10:00", "2012-02-29 11:00", "2012-12-31 10:00", "2014-01-01 00:00");
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = script, Zone = "UTC" });
        await tab.GoAsync($"/admin/changes?who={_word}");
        await Expect(Links(tab)).ToHaveTextAsync(["2012", "2014"]);
        await tab.Link("2012").ClickAsync();
        await Expect(tab.Page.Locator("[name=from]")).ToHaveValueAsync("2012-01-01");
        await Expect(tab.Page.Locator("[name=to]")).ToHaveValueAsync("2012-12-31");
        await tab.Link("February").ClickAsync();

        await Expect(Links(tab)).ToHaveTextAsync(["All dates", "2012", "February"]);
        await Expect(tab.Page.Locator("tbody tr")).ToHaveCountAsync(2);
        tab.AssertQuiet();
    }

    private static ILocator Links(Tab tab) => tab.Page.Locator(".dates a");

    /// <summary>Products that were changed last at these UTC times.</summary>
    private async Task AddAsync(params string[] times)
    {
        foreach (var time in times)
        {
            var product = await dashboard.AddAsync($"{_word} {time}");
            await dashboard.WithAsync<AdminDbContext, int>(db =>
                db.Database.ExecuteSqlAsync($"UPDATE product SET updated_at = {time} WHERE id = {product.Id}")
            );
        }
    }

    private async Task LogAsync(params string[] times)
    {
        foreach (var time in times)
        {
            await dashboard.WithAsync<AdminDbContext, int>(db =>
                db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO audit_log (at, kind, actor, address, subject, details)
                    VALUES ({time}, 'GroupAdded', {_word}, '', 'group x', '')
                    """
                )
            );
        }
    }
}
