namespace Admin.Api.Dashboard.Lists;

/// <summary>A year, a month or a day, as an address has it: <c>2026</c>, <c>2026-11</c> or <c>2026-11-28</c>.</summary>
internal readonly record struct Period
{
    internal const int FirstYear = 1901;
    internal const int LastYear = 8998;

    private static readonly string[] Formats = ["yyyy", "yyyy-MM", "yyyy-MM-dd"];

    private readonly int _level;

    private Period(DateOnly first, int level) => (First, _level) = (first, level);

    internal DateOnly First { get; }

    internal DateOnly Last =>
        _level switch
        {
            0 => First.AddYears(1).AddDays(-1),
            1 => First.AddMonths(1).AddDays(-1),
            _ => First,
        };

    internal bool IsDay => _level == 2;

    internal bool IsYear => _level == 0;

    internal static Period OfYear(int year) => new(new DateOnly(year, 1, 1), 0);

    internal static Period? Parse(string text)
    {
        var level = text.Count(character => character == '-');
        return
            level < Formats.Length
            && DateOnly.TryParseExact(text, Formats[level], CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            && first.Year is >= FirstYear and <= LastYear
            ? new Period(first, level)
            : null;
    }

    /// <summary>The period that begins and ends with these days; null when none does.</summary>
    internal static Period? Find(DateOnly? first, DateOnly? last) =>
        first is { Year: >= FirstYear and <= LastYear } day
            ? Enumerable
                .Range(0, Formats.Length)
                .Select(level => new Period(day, level))
                .Where(period => period.StartsWhole && period.Last == last)
                .Select(period => (Period?)period)
                .FirstOrDefault()
            : null;

    /// <summary>Its months or its days.</summary>
    internal IEnumerable<Period> Parts()
    {
        for (var part = new Period(First, _level + 1); part._level < Formats.Length && part.First <= Last; )
        {
            yield return part;
            part = new Period(part.Last.AddDays(1), part._level);
        }
    }

    /// <summary>The year, and the year and the month, that it is in.</summary>
    internal IEnumerable<Period> Wholes()
    {
        if (_level > 0)
            yield return OfYear(First.Year);
        if (_level > 1)
            yield return new Period(new DateOnly(First.Year, First.Month, 1), 1);
    }

    /// <summary>The UTC time at which it begins where clocks show the zone's.</summary>
    internal DateTime Start(TimeZoneInfo zone) => ZoneTime.ToUtc(First.ToDateTime(TimeOnly.MinValue), zone);

    /// <summary>The UTC time at which it is over.</summary>
    internal DateTime End(TimeZoneInfo zone) => ZoneTime.ToUtc(Last.AddDays(1).ToDateTime(TimeOnly.MinValue), zone);

    /// <summary>Its name for the viewer.</summary>
    /// <param name="isInside">Whether the month or year that it is in stands beside it.</param>
    internal string Label(bool isInside)
    {
        var culture = CultureInfo.CurrentCulture;
        return _level switch
        {
            0 => ToString(),
            1 => First.ToString(isInside ? "MMMM" : "MMMM yyyy", culture),
            _ => First.ToString(isInside ? culture.DateTimeFormat.MonthDayPattern : culture.DateTimeFormat.ShortDatePattern, culture),
        };
    }

    public override string ToString() => First.ToString(Formats[_level], CultureInfo.InvariantCulture);

    private bool StartsWhole => IsDay || (First.Day == 1 && (!IsYear || First.Month == 1));
}
