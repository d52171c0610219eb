namespace Admin.Api.Dashboard.Shared;

/// <summary>How a viewer likes the pages: kept in cookies of their own, because a person has them before signing in.</summary>
internal static class Preference
{
    internal const string ThemeCookie = "theme";
    internal const string ZoneCookie = "zone";
    internal const string ChosenZoneCookie = "chosen-zone";
    internal const string DatesCookie = "dates";
    internal const string NumbersCookie = "numbers";
    internal const string SideCookie = "side";
    internal const string LanguageCookie = "language";

    /// <summary>The plain names of all of them.</summary>
    internal static readonly string[] Cookies =
    [
        ThemeCookie,
        ZoneCookie,
        ChosenZoneCookie,
        DatesCookie,
        NumbersCookie,
        SideCookie,
        LanguageCookie,
    ];

    internal static readonly string[] Themes = ["auto", "light", "dark"];

    /// <summary>The side bar with its words, or only its icons.</summary>
    internal static readonly string[] Sides = ["open", "closed"];

    /// <summary>The theme asked for; <c>auto</c> follows the device.</summary>
    internal static string Theme(this HttpContext context) =>
        context.Request.Cookies[ThemeCookie] is { } theme && Themes.Contains(theme) ? theme : Themes[0];

    /// <summary>The language chosen in My account, else the one that the browser asks for.</summary>
    internal static Language LanguageOf(HttpRequest request) => Language.Find(request.Cookies[LanguageCookie]) ?? Language.From(request);

    internal static string Side(this HttpContext context) =>
        context.Request.Cookies[SideCookie] is { } side && Sides.Contains(side) ? side : Sides[0];

    /// <summary>The viewer's time zone: the one that was chosen, else as the page's script found it; UTC until it has.</summary>
    internal static TimeZoneInfo Zone(this HttpContext context) =>
        context.ChosenZone() ?? FindZone(context.Request.Cookies[ZoneCookie]) ?? TimeZoneInfo.Utc;

    /// <summary>The time zone chosen in My account; null for the browser's.</summary>
    internal static TimeZoneInfo? ChosenZone(this HttpContext context) => FindZone(context.Request.Cookies[ChosenZoneCookie]);

    internal static TimeZoneInfo? FindZone(string? name) =>
        name is { Length: > 0 and < 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(Uri.UnescapeDataString(name), out var zone)
            ? zone
            : null;

    /// <summary>Keeps a choice; null forgets it.</summary>
    internal static void Keep(HttpResponse response, string cookie, string? value)
    {
        if (value is null)
            response.Cookies.Delete(cookie);
        else
            response.Cookies.Append(cookie, value, Cookie());
    }

    internal static CookieOptions Cookie() =>
        new()
        {
            SameSite = SameSiteMode.Lax,
            MaxAge = TimeSpan.FromDays(365),
            // The page's script sets them as well; they hold nothing secret.
            HttpOnly = false,
        };
}
