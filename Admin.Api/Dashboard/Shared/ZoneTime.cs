namespace Admin.Api.Dashboard.Shared;

/// <summary>Hours and days as they are in a time zone, for zones whose clocks leave hours out and repeat them.</summary>
internal static class ZoneTime
{
    /// <summary>A UTC time as clocks in the zone show it.</summary>
    internal static DateTime ToLocal(DateTime utc, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);

    /// <summary>The UTC time at which clocks in the zone show <paramref name="local"/>, or the first after it that they do show.</summary>
    internal static DateTime ToUtc(DateTime local, TimeZoneInfo zone)
    {
        // A day may begin in the hour that summer time leaves out.
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(30);
        return TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone);
    }

    /// <summary>The UTC time at which the zone's day began that <paramref name="utc"/> is in.</summary>
    internal static DateTime DayOf(DateTime utc, TimeZoneInfo zone) => ToUtc(ToLocal(utc, zone).Date, zone);
}
