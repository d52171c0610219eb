using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ProductPlatform.AppHost.Ready;

/// <summary>Says when everything is healthy, and where.</summary>
internal sealed partial class ReadyBanner(
    IReadOnlyList<string> services,
    ResourceNotificationService notifications,
    IConfiguration configuration,
    ILogger<ReadyBanner> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var ready = await Task.WhenAll(services.Select(service =>
                notifications.WaitForResourceHealthyAsync(service, WaitBehavior.StopOnResourceUnavailable, stoppingToken)));
            Log.Ready(logger, Describe(ready));
        }
        catch (DistributedApplicationException error)
        {
            Log.NotReady(logger, error.Message);
        }
    }

    private string Describe(IEnumerable<ResourceEvent> ready)
    {
        var lines = new StringBuilder();
        foreach (var service in ready)
            foreach (var url in service.Snapshot.Urls.Where(url => !url.IsInternal).OrderByDescending(url => url.DisplayProperties.SortOrder))
                lines.Append(Line(
                    url.DisplayProperties.DisplayName is { Length: > 0 } text ? $"{service.Resource.Name}: {text}" : service.Resource.Name, url.Url));
        if (configuration["ASPNETCORE_URLS"]?.Split(';')[0] is { Length: > 0 } dashboard
            && configuration["AppHost:BrowserToken"] is { Length: > 0 } token)
            lines.Append(Line("Host dashboard", $"{dashboard}/login?t={token}"));
        return lines.ToString();
    }

    private static string Line(string what, string where) => $"{Environment.NewLine}  {what,-28}{where}";

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The platform is ready. Ctrl-C stops it; the data stays.{Where}")]
        public static partial void Ready(ILogger logger, string where);

        [LoggerMessage(LogLevel.Error, "The platform is not ready: {Reason}")]
        public static partial void NotReady(ILogger logger, string reason);
    }
}

internal static class ReadyBannerRegistration
{
    /// <summary>Prints the addresses of these services, and the dashboard's login, when all of them are healthy.</summary>
    public static void AddReadyBanner(this IDistributedApplicationBuilder builder, params string[] services)
    {
        if (builder.ExecutionContext.IsRunMode)
            builder.Services.AddHostedService(provider => ActivatorUtilities.CreateInstance<ReadyBanner>(provider, (IReadOnlyList<string>)services));
    }
}
