using System.Net;
using System.Text.RegularExpressions;
using Admin.Data.Audit;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AdminApi;

/// <summary>The list of changes where there are many.</summary>
[Collection(DashboardTests.Name)]
public sealed partial class ChangePagesTests(DashboardFixture dashboard)
{
    private const int Crowd = 60_000;

    private readonly string _who = "w" + Guid.NewGuid().ToString("N")[..10];

    [Fact]
    public async Task Every_change_is_on_one_page_and_the_newest_are_first()
    {
        var first = new DateTime(2011, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        await dashboard.QueryAsync(db =>
        {
            // Two at each moment: a page never ends between them.
            for (var number = 0; number < 240; number++)
                db.AuditLog.Add(Entry($"number {number}.", first.AddMinutes(number / 2)));
            return db.SaveChangesAsync();
        });
        using var visitor = await dashboard.VisitAsync("audit.view");

        var pages = await PagesAsync(visitor, $"/admin/changes?who={_who}&to=2011-12-31");

        Assert.Equal([100, 100, 40], pages.Select(page => Numbers().Count(page)));
        Assert.Equal(
            Enumerable.Range(0, 240),
            pages.SelectMany(page => Numbers().Matches(page)).Select(match => int.Parse(match.Groups[1].Value, null)).Order()
        );
        Assert.Contains("number 239.", pages[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rare_name_behind_very_many_changes_is_found_by_going_on()
    {
        await AddCrowdAsync(900_000_000, "2001-01-01");
        using var visitor = await dashboard.VisitAsync("products.view");

        var pages = await PagesAsync(visitor, $"/admin/changes?who={_who}&to=2001-12-31");

        Assert.Contains("Searched back to", pages[0], StringComparison.Ordinal);
        Assert.Contains("the rare one", pages[^1], StringComparison.Ordinal);
        Assert.Equal(2, pages.Count);
    }

    [Fact]
    public async Task Among_very_many_changes_the_dates_between_the_first_and_the_last_are_shown_uncounted()
    {
        await AddCrowdAsync(800_000_000, "2003-02-01");
        using var visitor = await dashboard.VisitAsync("products.view");

        Assert.Contains("2004", Dates(await visitor.ReadAsync("/admin/changes")));
        var year = Dates(await visitor.ReadAsync("/admin/changes?from=2003-01-01&to=2003-12-31"));
        Assert.Equal(["All dates", "2003"], year.Take(2));
        Assert.Contains("February", year);
    }

    private static List<string> Dates(string page) =>
        [.. DateLinks().Matches(DateNavigation().Match(page).Value).Select(link => link.Groups[1].Value)];

    private static async Task<List<string>> PagesAsync(Visitor visitor, string address)
    {
        List<string> pages = [];
        for (string? next = address; next is not null; )
        {
            pages.Add(WebUtility.HtmlDecode(await visitor.ReadAsync(next)));
            next = Older().Match(pages[^1]) is { Success: true } match ? match.Groups[1].Value : null;
        }

        return pages;
    }

    private AuditEntry Entry(string subject, DateTime at) =>
        new()
        {
            At = at,
            Kind = AuditKind.GroupAdded,
            Actor = _who,
            Address = "",
            Subject = subject,
            Details = "",
        };

    /// <summary>Long ago, and of products that are no more: nothing else sees them.</summary>
    private Task<int> AddCrowdAsync(int firstId, string day) =>
        dashboard.QueryAsync(db =>
            db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO product_history (product_id, version, kind, title, image, actor, changed_at)
                SELECT {firstId} + number, 1, 'Deleted', IF(number = 0, 'the rare one', 'one of many'), 'i',
                    IF(number = 0, {_who}, 'crowd'), DATE_ADD({day}, INTERVAL number SECOND)
                FROM (
                    SELECT a.n + 40 * b.n + 1600 * c.n AS number
                    FROM JSON_TABLE({Forty}, '$[*]' COLUMNS (n INT PATH '$')) AS a,
                        JSON_TABLE({Forty}, '$[*]' COLUMNS (n INT PATH '$')) AS b,
                        JSON_TABLE({Forty}, '$[*]' COLUMNS (n INT PATH '$')) AS c
                ) AS numbers
                WHERE number < {Crowd}
                """
            )
        );

    private static string Forty => $"[{string.Join(',', Enumerable.Range(0, 40))}]";

    [GeneratedRegex("rel=\"next\" href=\"([^\"]*)\"")]
    private static partial Regex Older();

    [GeneratedRegex("<nav class=\"dates\".*?</nav>", RegexOptions.Singleline)]
    private static partial Regex DateNavigation();

    [GeneratedRegex("<a [^>]*>([^<]*)</a>")]
    private static partial Regex DateLinks();

    [GeneratedRegex(@"number (\d+)\.")]
    private static partial Regex Numbers();
}
