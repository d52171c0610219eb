using System.Collections;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>Everything about one resource, its secrets masked.</summary>
internal sealed class ResourcePage(string title, ResourceEvent latest, IReadOnlyList<string> secrets)
{
    private readonly CustomResourceSnapshot _snapshot = latest.Snapshot;

    public Html Render(DashboardSettings settings, DashboardSession session) => Frame.Render(settings, session, title, Html.Of($"""
        <div id="resource" data-live>
          <p class="crumbs"><a href="/">Resources</a></p>
          <div class="title">
            <h1>{title}</h1>{Parts.State(_snapshot)}{Parts.Health(_snapshot.HealthStatus)}
            <div class="commands">{Parts.Commands(session, latest, onList: false)}</div>
          </div>
          <p class="facts">
            {_snapshot.ResourceType} · started {Parts.Time(_snapshot.StartTimeStamp)} · stopped {Parts.Time(_snapshot.StopTimeStamp)}
            · <a href="{Parts.Path(latest)}/logs">Logs</a>
          </p>
          {Section("Health", _snapshot.HealthReports.Select(Report))}
          {Section("Endpoints", _snapshot.Urls.Where(url => !url.IsInactive).Select(Endpoint))}
          {Section("Properties", _snapshot.Properties.Select(property => Pair(property.Name, Text(property))))}
          {Section("Environment", Environment())}
        </div>
        """));

    private static Html Section(string heading, IEnumerable<Html> rows)
    {
        var all = rows.ToList();
        return all.Count == 0 ? Html.Empty : Html.Of($"""
            <section class="card"><h2>{heading}</h2><table class="pairs"><tbody>{all}</tbody></table></section>
            """);
    }

    private static Html Row(Html name, Html value) => Html.Of($"<tr><th scope=\"row\">{name}</th><td>{value}</td></tr>");

    private static Html Endpoint(UrlSnapshot url) =>
        Row(Html.Of($"{url.Name}"), Html.Of($"{Parts.Link(url)} <span class=\"quiet\">{url.Url}</span>"));

    private IEnumerable<Html> Environment() => _snapshot.EnvironmentVariables
        .OrderBy(variable => variable.Name, StringComparer.Ordinal)
        .Select(variable => Pair(variable.Name, variable.Value));

    private Html Report(HealthReportSnapshot report) => Row(Html.Of($"{report.Name}"), Html.Of($"""
        {Parts.Health(report.Status)} {Clean(report.Description)} <span class="quiet">{Clean(report.ExceptionText?.Split('\n')[0])}</span>
        """));

    private Html Pair(string name, string? value) =>
        Row(Html.Of($"<code>{name}</code>"), Html.Of($"<code>{SecretMask.Clean(name, value, secrets)}</code>"));

    private string Clean(string? text) => SecretMask.Clean(text ?? "", secrets);

    private static string Text(ResourcePropertySnapshot property) => property switch
    {
        { IsSensitive: true } => SecretMask.Mask,
        { Value: string text } => text,
        { Value: IEnumerable many } => string.Join(' ', many.Cast<object?>()),
        _ => Convert.ToString(property.Value, CultureInfo.InvariantCulture) ?? "",
    };
}
