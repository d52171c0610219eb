using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>All resources at a glance.</summary>
internal static class ResourcesPage
{
    public static Html Render(DashboardSettings settings, DashboardSession session, ResourceBoard board)
    {
        var all = board.All;
        var parameters = all.Where(latest => latest.Resource is ParameterResource).ToList();
        var others = all.Except(parameters).ToList();
        return Frame.Render(settings, session, "Resources", Html.Of($"""
            <div id="resources" data-live>
              <h1>Resources</h1>
              {(others.Count == 0 ? Html.Of($"<p class=\"empty\">Nothing has started yet.</p>") : Table(session, board, others))}
              {(parameters.Count == 0 ? Html.Empty : Parameters(parameters))}
            </div>
            """));
    }

    private static Html Table(DashboardSession session, ResourceBoard board, IEnumerable<ResourceEvent> resources) => Html.Of($"""
        <div class="card scroll">
        <table class="resources">
          <thead>
            <tr>
              <th>Name</th><th>State</th><th>Health</th><th>Endpoints</th><th>Started</th><th>Logs</th>
              <th><span class="unseen">Commands</span></th>
            </tr>
          </thead>
          <tbody>{resources.Select(latest => Row(session, board.TitleOf(latest), latest))}</tbody>
        </table>
        </div>
        """);

    private static Html Row(DashboardSession session, string title, ResourceEvent latest) => Html.Of($"""
        <tr>
          <td><a class="name" href="{Parts.Path(latest)}">{title}</a><small>{latest.Snapshot.ResourceType}</small></td>
          <td>{Parts.State(latest.Snapshot)}</td>
          <td>{Parts.Health(latest.Snapshot.HealthStatus)}</td>
          <td class="urls">{Parts.Links(latest.Snapshot)}</td>
          <td>{Parts.Time(latest.Snapshot.StartTimeStamp)}</td>
          <td><a href="{Parts.Path(latest)}/logs">Logs</a></td>
          <td><div class="commands">{Parts.Commands(session, latest, onList: true)}</div></td>
        </tr>
        """);

    private static Html Parameters(IEnumerable<ResourceEvent> parameters) => Html.Of($"""
        <h2>Parameters</h2>
        <ul class="parameters">{parameters.Select(Parameter)}</ul>
        """);

    private static Html Parameter(ResourceEvent latest) => Html.Of($"<li><a href=\"{Parts.Path(latest)}\">{latest.Resource.Name}</a></li>");
}
