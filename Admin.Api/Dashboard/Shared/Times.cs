using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Admin.Api.Dashboard.Shared;

/// <summary>Times, dates and numbers as the viewer reads them, in the request's culture (<see cref="ViewerForm"/>); the machine-readable time
/// beside one stays UTC.</summary>
internal static class Times
{
    internal static IHtmlContent Time(this IHtmlHelper html, DateTime utc)
    {
        var zone = html.ViewContext.HttpContext.Zone();
        var local = ZoneTime.ToLocal(utc, zone);
        var time = new TagBuilder("time");
        time.Attributes["datetime"] = utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        time.Attributes["title"] = $"{Date(local)}, {local.ToString("T", CultureInfo.CurrentCulture)} {NameOf(zone)}";
        time.InnerHtml.Append(Moment(local, CultureInfo.CurrentCulture));
        if (zone == TimeZoneInfo.Utc)
            time.InnerHtml.Append(" UTC");
        return time;
    }

    /// <summary>How long ago it was, when that is less than a week; the exact time is its title.</summary>
    internal static IHtmlContent Ago(this IHtmlHelper html, DateTime utc)
    {
        var passed = html.ViewContext.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime - utc;
        var time = (TagBuilder)html.Time(utc);
        if (passed < TimeSpan.Zero || passed >= TimeSpan.FromDays(7))
            return time;

        time.InnerHtml.SetContent(
            passed.TotalMinutes < 1 ? T("just now")
            : passed.TotalHours < 1 ? T("{0} min ago", (int)passed.TotalMinutes)
            : passed.TotalDays < 1 ? T("{0} h ago", (int)passed.TotalHours)
            : Counted((int)passed.TotalDays, "{0} day ago", "{0} days ago")
        );
        return time;
    }

    internal static IHtmlContent Ago(this IHtmlHelper html, DateTime? utc) => utc is { } known ? html.Ago(known) : html.Time(utc);

    internal static IHtmlContent Time(this IHtmlHelper html, DateTime? utc)
    {
        if (utc is { } known)
            return html.Time(known);

        var never = new TagBuilder("span");
        never.AddCssClass("muted");
        never.InnerHtml.Append(T("never"));
        return never;
    }

    internal static string Count<TNumber>(TNumber number)
        where TNumber : IFormattable => number.ToString("#,0", CultureInfo.CurrentCulture);

    /// <summary>A local date.</summary>
    internal static string Date(DateTime local) => local.ToString("d", CultureInfo.CurrentCulture);

    /// <summary>A local date and the minute.</summary>
    internal static string Moment(DateTime local, CultureInfo culture) => $"{local.ToString("d", culture)}, {local.ToString("t", culture)}";

    internal static string NameOf(TimeZoneInfo zone) => zone == TimeZoneInfo.Utc ? "UTC" : zone.Id;
}
