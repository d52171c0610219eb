using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Dashboard;

/// <summary>Runs a resource's command and says what came of it. Whoever closes the page does not interrupt the command.</summary>
internal sealed class DashboardCommands(ResourceCommandService commands, IHostApplicationLifetime lifetime)
{
    public async Task<string> ExecuteAsync(ResourceEvent latest, string title, ResourceCommandSnapshot command)
    {
        var result = await commands.ExecuteCommandAsync(latest.ResourceId, command.Name, lifetime.ApplicationStopping);
        if (result.Success) return $"{title}: {command.DisplayName} is done.";
        if (result.Canceled) return $"{title}: {command.DisplayName} was cancelled.";
        return $"{title}: {command.DisplayName} failed. {result.ErrorMessage}".TrimEnd();
    }
}
