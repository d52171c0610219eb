using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Asks the health checks of every running resource, and tells when one is ready.</summary>
internal sealed partial class HealthMonitor(
    ResourceNotificationService notifications, HealthCheckService checks, IDistributedApplicationEventing eventing,
    IServiceProvider services, TimeProvider time, ILogger<HealthMonitor> logger) : BackgroundService
{
    private static readonly TimeSpan WhenHealthy = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Dictionary<IResource, CancellationTokenSource> monitored = [];
        try
        {
            await foreach (var update in notifications.WatchAsync(stoppingToken))
            {
                var running = update.Snapshot.State?.Text == KnownResourceStates.Running;
                if (running && !monitored.ContainsKey(update.Resource))
                {
                    var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                    monitored.Add(update.Resource, ending);
                    _ = MonitorAsync(update.Resource, ending.Token);
                }
                else if (!running && !AnyOtherRunning(update) && monitored.Remove(update.Resource, out var ending))
                {
                    await ending.CancelAsync();
                    ending.Dispose();
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private bool AnyOtherRunning(ResourceEvent update) => update.Resource.InstanceIds().Any(id =>
        id != update.ResourceId && notifications.TryGetCurrentState(id, out var now) && now.Snapshot.State?.Text == KnownResourceStates.Running);

    private async Task MonitorAsync(IResource resource, CancellationToken cancellationToken)
    {
        try
        {
            var keys = resource.HealthChecks().Select(c => c.Key).ToHashSet();
            if (keys.Count == 0)
            {
                await AnnounceReadyAsync(resource, cancellationToken);
                return;
            }

            var (ready, failures) = (false, 0);
            while (true)
            {
                var report = await checks.CheckHealthAsync(r => keys.Contains(r.Name), cancellationToken);
                await notifications.PublishUpdateAsync(resource, s => s with { HealthReports = Reports(keys, report) });
                failures = report.Status == HealthStatus.Healthy ? 0 : failures + 1;
                if (failures == 0 && !ready)
                {
                    ready = true;
                    _ = AnnounceReadyAsync(resource, cancellationToken);
                }

                var pause = failures == 0 ? WhenHealthy : TimeSpan.FromTicks(Math.Min(Step.Ticks * failures, AtMost.Ticks));
                await Task.Delay(pause, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The resource, or the application, stops.
        }
#pragma warning disable CA1031 // The edge to health checks that others have written.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.Broken(logger, resource.Name, e);
        }
    }

    private ImmutableArray<HealthReportSnapshot> Reports(HashSet<string> keys, HealthReport report) =>
    [
        .. keys.Select(key => report.Entries.TryGetValue(key, out var entry)
            ? new HealthReportSnapshot(key, entry.Status, entry.Description ?? entry.Exception?.Message, entry.Exception?.ToString())
            {
                LastRunAt = time.GetUtcNow().UtcDateTime,
            }
            : new HealthReportSnapshot(key, HealthStatus.Unhealthy, "No health check of this name is registered.", null)),
    ];

    private async Task AnnounceReadyAsync(IResource resource, CancellationToken cancellationToken)
    {
        var announcing = eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken);
        await ((Task)announcing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (announcing.IsFaulted)
            Log.NotReady(logger, resource.Name, announcing.Exception);
        await notifications.PublishUpdateAsync(resource, s => s with { Ready = announcing });
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The health of '{Resource}' can no longer be watched.")]
        public static partial void Broken(ILogger logger, string resource, Exception exception);

        [LoggerMessage(LogLevel.Error, "What should follow once '{Resource}' is ready failed.")]
        public static partial void NotReady(ILogger logger, string resource, Exception exception);
    }
}
