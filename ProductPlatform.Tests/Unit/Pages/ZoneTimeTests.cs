using System.Globalization;
using Admin.Api.Dashboard.Shared;

namespace ProductPlatform.Tests.Unit.Pages;

public sealed class ZoneTimeTests
{
    [Theory]
    [InlineData("Africa/Cairo", "2026-04-24T10:00:00Z", "2026-04-23T22:00:00Z")] // No midnight: clocks go from 23:59 to 1:00.
    [InlineData("Asia/Beirut", "2026-03-29T10:00:00Z", "2026-03-28T22:00:00Z")]
    [InlineData("America/Havana", "2026-11-01T12:00:00Z", "2026-11-01T05:00:00Z")] // Two midnights.
    [InlineData("Europe/Berlin", "2026-07-01T22:30:00Z", "2026-07-01T22:00:00Z")]
    [InlineData("Etc/UTC", "2026-07-01T22:30:00Z", "2026-07-01T00:00:00Z")]
    public void A_day_begins_where_the_zones_clocks_say_so(string zone, string now, string expected) =>
        Assert.Equal(Parse(expected), ZoneTime.DayOf(Parse(now), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    private static DateTime Parse(string utc) => DateTime.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}
