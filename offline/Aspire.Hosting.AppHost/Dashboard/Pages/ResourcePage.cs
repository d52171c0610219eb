using System.Collections;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>Everything about one resource, its secrets masked.</summary>
internal static class ResourcePage
{
    public static Html Render(
        DashboardSettings settings, DashboardSession session, string title, ResourceEvent latest, IReadOnlyList<string> secrets)
    {
        var snapshot = latest.Snapshot;
        return Frame.Render(settings, session, title, Html.Of($"""
            <div id="resource" data-live>
              <p class="crumbs"><a href="/">Resources</a></p>
              <div class="title">
                <h1>{title}</h1>{Parts.State(snapshot)}{Parts.Health(snapshot.HealthStatus)}
                <div class="commands">{Parts.Commands(session, latest, onList: false)}</div>
              </div>
              <p class="facts">{snapshot.ResourceType} · started {Parts.Time(snapshot.StartTimeStamp)} · stopped {Parts.Time(snapshot.StopTimeStamp)} · <a href="{Parts.Path(latest)}/logs">Logs</a></p>
              {HealthReports(snapshot, secrets)}
              {Section("Endpoints", snapshot.Urls.Where(url => !url.IsInactive).Select(url => Row(Html.Of($"{url.Name}"), Html.Of($"{Parts.Link(url)} <span class=\"quiet\">{url.Url}</span>"))))}
              {Section("Properties", snapshot.Properties.Select(property => Pair(property.Name, Text(property, secrets), secrets)))}
              {Section("Environment", snapshot.EnvironmentVariables.OrderBy(v => v.Name, StringComparer.Ordinal).Select(v => Pair(v.Name, v.Value, secrets)))}
            </div>
            """));
    }

    private static Html HealthReports(CustomResourceSnapshot snapshot, IReadOnlyList<string> secrets) => Section("Health", snapshot.HealthReports.Select(report => Row(
        Html.Of($"{report.Name}"),
        Html.Of($"{Parts.Health(report.Status)} {SecretMask.Clean(report.Description ?? "", secrets)} <span class=\"quiet\">{SecretMask.Clean(FirstLine(report.ExceptionText), secrets)}</span>"))));

    private static Html Section(string heading, IEnumerable<Html> rows)
    {
        var all = rows.ToList();
        return all.Count == 0 ? Html.Empty : Html.Of($"""
            <section class="card"><h2>{heading}</h2><table class="pairs"><tbody>{all}</tbody></table></section>
            """);
    }

    private static Html Pair(string name, string? value, IReadOnlyList<string> secrets) =>
        Row(Html.Of($"<code>{name}</code>"), Html.Of($"<code>{SecretMask.Clean(name, value, secrets)}</code>"));

    private static Html Row(Html name, Html value) => Html.Of($"<tr><th scope=\"row\">{name}</th><td>{value}</td></tr>");

    private static string Text(ResourcePropertySnapshot property, IReadOnlyList<string> secrets) => property switch
    {
        { IsSensitive: true } => SecretMask.Mask,
        { Value: string text } => text,
        { Value: IEnumerable many } => string.Join(' ', many.Cast<object?>()),
        _ => Convert.ToString(property.Value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string FirstLine(string? text) => (text ?? "").Split('\n')[0];
}
