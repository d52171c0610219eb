using System.Linq.Expressions;

namespace Admin.Api.Dashboard.Lists;

/// <param name="Count">How many rows fall into it; null where that is not counted.</param>
internal sealed record DatePart(Period Period, int? Count);

/// <summary>The way down a list from years over months to days, drawn by <c>_Dates</c>.</summary>
/// <param name="Current">What is chosen; null for all.</param>
/// <param name="Parts">What can be chosen next: a level that has only one is passed over.</param>
/// <param name="Address">The list's address with another choice; null for all.</param>
internal sealed record DateLevels(Period? Current, IReadOnlyList<DatePart> Parts, Func<Period?, string> Address)
{
    private const int MostYears = 40;

    /// <summary>A choice that divides nothing is none.</summary>
    internal bool IsShown => Current is not null || Parts.Count > 1;

    /// <summary>Counts the rows of each part, in the viewer's zone. Each level is one query over all of <paramref name="times"/>.</summary>
    /// <param name="times">When each row was, UTC; of the current period only.</param>
    internal static async Task<DateLevels> CountAsync(
        IQueryable<DateTime> times,
        Period? current,
        TimeZoneInfo zone,
        Func<Period?, string> address,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<DatePart> parts = [];
        for (var at = current; at is not { IsDay: true }; at = parts[0].Period)
        {
            Period[] periods = at is { } whole ? [.. whole.Parts()] : await YearsAsync(times, zone, cancellationToken);
            parts = periods.Length == 0 ? [] : await CountAsync(times, periods, zone, cancellationToken);
            if (parts.Count != 1)
                break;
        }

        return new DateLevels(current, parts, address);
    }

    /// <summary>Every part that lies between two times, uncounted: where there are too many rows to look at all.</summary>
    internal static DateLevels Between(DateTime first, DateTime last, Period? current, TimeZoneInfo zone, Func<Period?, string> address)
    {
        IReadOnlyList<DatePart> parts = [];
        for (var at = current; at is not { IsDay: true }; at = parts[0].Period)
        {
            var periods = at is { } whole ? whole.Parts() : Years(first, last, zone);
            parts =
            [
                .. periods
                    .Where(period => period.End(zone) > first && period.Start(zone) <= last)
                    .Select(period => new DatePart(period, Count: null)),
            ];
            if (parts.Count != 1)
                break;
        }

        return new DateLevels(current, parts, address);
    }

    private static async Task<Period[]> YearsAsync(IQueryable<DateTime> times, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var ends = await times
            .GroupBy(_ => 1)
            .Select(all => new { First = all.Min(), Last = all.Max() })
            .SingleOrDefaultAsync(cancellationToken);
        return ends is null ? [] : [.. Years(ends.First, ends.Last, zone)];
    }

    /// <summary>The latest ones, where a wrong clock has made very many; a time that was never set is in none of them.</summary>
    private static IEnumerable<Period> Years(DateTime first, DateTime last, TimeZoneInfo zone)
    {
        var from = Math.Max(ZoneTime.ToLocal(first, zone).Year, Period.FirstYear);
        var to = Math.Min(ZoneTime.ToLocal(last, zone).Year, Period.LastYear);
        return Enumerable.Range(from, Math.Max(0, to - from + 1)).TakeLast(MostYears).Select(Period.OfYear);
    }

    private static async Task<IReadOnlyList<DatePart>> CountAsync(
        IQueryable<DateTime> times,
        Period[] periods,
        TimeZoneInfo zone,
        CancellationToken cancellationToken
    )
    {
        var (start, end) = (periods[0].Start(zone), periods[^1].End(zone));
        var counts = await times
            .Where(at => at >= start && at < end)
            .GroupBy(PlaceAmong([.. periods.Select(period => period.End(zone))]))
            .Select(same => new { same.Key, Count = same.Count() })
            .ToDictionaryAsync(same => same.Key, same => same.Count, cancellationToken);
        return [.. periods.Select((period, place) => new DatePart(period, counts.GetValueOrDefault(place))).Where(part => part.Count > 0)];
    }

    /// <summary>The number of the period that a time falls into; one before all of them counts to the first.</summary>
    private static Expression<Func<DateTime, int>> PlaceAmong(DateTime[] ends)
    {
        var at = Expression.Parameter(typeof(DateTime), "at");
        // Captured, the times become parameters: the query is prepared once for each number of periods.
        Expression<Func<DateTime[]>> captured = () => ends;
        Expression place = Expression.Constant(ends.Length - 1);
        for (var number = ends.Length - 2; number >= 0; number--)
        {
            var end = Expression.ArrayIndex(captured.Body, Expression.Constant(number));
            place = Expression.Condition(Expression.LessThan(at, end), Expression.Constant(number), place);
        }

        return Expression.Lambda<Func<DateTime, int>>(place, at);
    }
}
