namespace Admin.Api.Dashboard.Shared;

/// <summary>How a viewer likes the pages: kept in cookies of their own, because a person has them before signing in.</summary>
internal static class Preference
{
    internal const string ThemeCookie = "theme";
    internal const string ZoneCookie = "zone";

    internal static readonly string[] Themes = ["auto", "light", "dark"];

    /// <summary>The theme asked for; <c>auto</c> follows the device.</summary>
    internal static string Theme(this HttpContext context) =>
        context.Request.Cookies[ThemeCookie] is { } theme && Themes.Contains(theme) ? theme : Themes[0];

    /// <summary>The viewer's time zone, as the page's script found it; UTC until it has.</summary>
    internal static TimeZoneInfo Zone(this HttpContext context) =>
        context.Request.Cookies[ZoneCookie] is { Length: > 0 and < 64 } name
        && TimeZoneInfo.TryFindSystemTimeZoneById(Uri.UnescapeDataString(name), out var zone)
            ? zone
            : TimeZoneInfo.Utc;

    internal static CookieOptions Cookie() =>
        new()
        {
            SameSite = SameSiteMode.Lax,
            MaxAge = TimeSpan.FromDays(365),
            // The page's script sets them as well; they hold nothing secret.
            HttpOnly = false,
        };
}
