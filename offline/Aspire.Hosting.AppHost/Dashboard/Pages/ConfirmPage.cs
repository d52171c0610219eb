using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>Asks before a command that wants to be asked for.</summary>
internal static class ConfirmPage
{
    public static Html Render(
        DashboardSettings settings, DashboardSession session, string title, ResourceEvent latest, ResourceCommandSnapshot command) =>
        Frame.Render(settings, session, command.DisplayName, Html.Of($"""
            <section class="card confirm">
              <h1>{command.DisplayName}: {title}</h1>
              <p>{command.ConfirmationMessage}</p>
              <form method="post" action="{Parts.CommandPath(latest, command)}">
                <input type="hidden" name="form-token" value="{session.FormToken}">
                <input type="hidden" name="confirmed" value="yes">
                <button class="primary">{command.DisplayName}</button>
                <a class="button" href="{Parts.Path(latest)}">Cancel</a>
              </form>
            </section>
            """));
}
