using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Admin.Api.Dashboard.Shared;

/// <summary>Times as the viewer reads them; the machine-readable one beside it stays UTC.</summary>
internal static class Times
{
    internal static IHtmlContent Time(this IHtmlHelper html, DateTime utc)
    {
        var zone = html.ViewContext.HttpContext.Zone();
        var local = ZoneTime.ToLocal(utc, zone);
        var time = new TagBuilder("time");
        time.Attributes["datetime"] = utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        time.Attributes["title"] = $"{local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} {NameOf(zone)}";
        time.InnerHtml.Append(local.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture));
        if (zone == TimeZoneInfo.Utc)
            time.InnerHtml.Append(" UTC");
        return time;
    }

    internal static IHtmlContent Time(this IHtmlHelper html, DateTime? utc) =>
        utc is { } known ? html.Time(known) : new HtmlString("<span class=\"muted\">never</span>");

    internal static string Count<T>(T number)
        where T : IFormattable => number.ToString("#,0", CultureInfo.InvariantCulture);

    internal static string Messages(int count) => $"{Count(count)} {(count == 1 ? "message" : "messages")}";

    internal static string NameOf(TimeZoneInfo zone) => zone == TimeZoneInfo.Utc ? "UTC" : zone.Id;
}
