using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>Pieces that more than one page shows.</summary>
internal static class Parts
{
    private static readonly Html Nothing = new("<span class=\"quiet\">–</span>");

    public static string Path(ResourceEvent latest) => $"/resources/{Uri.EscapeDataString(latest.ResourceId)}";

    public static string CommandPath(ResourceEvent latest, ResourceCommandSnapshot command) =>
        $"{Path(latest)}/commands/{Uri.EscapeDataString(command.Name)}";

    public static Html State(CustomResourceSnapshot snapshot)
    {
        var text = snapshot.State?.Text ?? "Unknown";
        var code = snapshot.ExitCode is { } number && IsOver(text) ? $" ({number.ToString(CultureInfo.InvariantCulture)})" : "";
        return Html.Of($"<span class=\"state {StateStyle(snapshot, text)}\">{text}{code}</span>");
    }

    public static Html Health(HealthStatus? status) => status switch
    {
        null => Nothing,
        HealthStatus.Healthy => Html.Of($"<span class=\"badge good\">Healthy</span>"),
        HealthStatus.Degraded => Html.Of($"<span class=\"badge fair\">Degraded</span>"),
        _ => Html.Of($"<span class=\"badge bad\">Unhealthy</span>"),
    };

    public static Html Time(DateTime? time)
    {
        if (time is not { } value) return Nothing;
        var exact = value.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
        return Html.Of($"<time datetime=\"{exact}\">{value.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture)}</time>");
    }

    public static Html Links(CustomResourceSnapshot snapshot)
    {
        var urls = snapshot.Urls.Where(url => !url.IsInternal && !url.IsInactive).OrderByDescending(url => url.DisplayProperties.SortOrder);
        return Html.Of($"{urls.Select(Link)}");
    }

    public static Html Link(UrlSnapshot url)
    {
        var text = url.DisplayProperties.DisplayName is { Length: > 0 } name ? name : url.Url;
        // Only what a browser opens harmlessly becomes a link; a tcp:// address stays text.
        return Uri.TryCreate(url.Url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? Html.Of($"<a class=\"url\" href=\"{url.Url}\" target=\"_blank\" rel=\"noreferrer noopener\" title=\"{url.Url}\">{text}</a>")
            : Html.Of($"<code class=\"url\" title=\"{url.Name}\">{text}</code>");
    }

    /// <summary>On the list only the commands of first rank; on a resource's own page all of them.</summary>
    public static Html Commands(DashboardSession session, ResourceEvent latest, bool onList)
    {
        var shown = latest.Snapshot.Commands
            .Where(command => command.State != ResourceCommandState.Hidden && (!onList || command.IsHighlighted));
        return Html.Of($"{shown.Select(command => Button(session, latest, command, onList))}");
    }

    private static Html Button(DashboardSession session, ResourceEvent latest, ResourceCommandSnapshot command, bool onList)
    {
        var disabled = command.State == ResourceCommandState.Disabled ? new Html(" disabled") : Html.Empty;
        return Html.Of($"""
            <form method="post" action="{CommandPath(latest, command)}">
              <input type="hidden" name="form-token" value="{session.FormToken}">
              <input type="hidden" name="back" value="{(onList ? "list" : "resource")}">
              <button title="{command.DisplayDescription}"{disabled}>{command.DisplayName}</button>
            </form>
            """);
    }

    private static string StateStyle(CustomResourceSnapshot snapshot, string text)
    {
        if (text == KnownResourceStates.Running) return snapshot.HealthStatus is null or HealthStatus.Healthy ? "good" : "fair";

        var style = snapshot.State?.Style;
        if (text == KnownResourceStates.FailedToStart || snapshot.ExitCode is > 0 || style == KnownResourceStateStyles.Error) return "bad";
        if (text == KnownResourceStates.Finished || style == KnownResourceStateStyles.Success) return "done";
        return IsOver(text) || text == KnownResourceStates.NotStarted || text == KnownResourceStates.Active ? "off" : "busy";
    }

    private static bool IsOver(string state) => KnownResourceStates.TerminalStates.Contains(state);
}
