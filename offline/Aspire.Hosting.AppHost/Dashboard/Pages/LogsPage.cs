using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>A resource's log as it grows. Without the script there is the plain text.</summary>
internal static class LogsPage
{
    public static Html Render(DashboardSettings settings, DashboardSession session, string title, ResourceEvent latest) =>
        Frame.Render(settings, session, $"Logs of {title}", Html.Of($"""
            <p class="crumbs"><a href="/">Resources</a> › <a href="{Parts.Path(latest)}">{title}</a></p>
            <div class="title">
              <h1>Logs of {title}</h1><span id="state" data-live>{Parts.State(latest.Snapshot)}</span>
              <div class="commands"><a class="button" href="{Parts.Path(latest)}/logs.txt">Plain text</a></div>
            </div>
            <div class="log" data-log="{Parts.Path(latest)}/logs/lines" tabindex="0" role="log" aria-label="Log">
              <noscript>Live lines need JavaScript; the plain text does not.</noscript>
            </div>
            """));
}
