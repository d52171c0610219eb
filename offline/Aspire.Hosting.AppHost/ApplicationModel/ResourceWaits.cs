using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.ApplicationModel;

public partial class ResourceNotificationService
{
    private WaitBehavior DefaultWaitBehavior =>
        _services.GetService<IOptions<ResourceNotificationServiceOptions>>()?.Value.DefaultWaitBehavior ?? WaitBehavior.StopOnResourceUnavailable;

    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, DefaultWaitBehavior, cancellationToken);

    public async Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var reached = await WaitForResourceAsync(resourceName, e => IsHealthy(e) || Stops(waitBehavior, e), cancellationToken);
        if (!IsHealthy(reached))
            throw new DistributedApplicationException($"Stopped waiting for resource '{resourceName}' to become healthy because it failed to start.{Tail(reached)}");

        reached = await WaitForResourceAsync(resourceName, e => e.ResourceId == reached.ResourceId && e.Snapshot.Ready is not null, cancellationToken);
        await reached.Snapshot.Ready!.WaitAsync(cancellationToken);
        return reached;
    }

    public async Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>().DistinctBy(w => (w.Resource, w.WaitType)).ToList();
        if (waits.Count == 0)
            return;

        await PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.Waiting });
        // The first failure is the answer: nothing is gained by waiting for the others.
        using var failing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pending = waits.SelectMany(w => w.Resource.InstanceIds().Select(id => WaitAsync(resource, w, id, failing.Token))).ToList();
        try
        {
            while (pending.Count > 0)
            {
                var done = await Task.WhenAny(pending);
                pending.Remove(done);
                await done;
            }
        }
        finally
        {
            await failing.CancelAsync();
        }
    }

    private async Task WaitAsync(IResource waiting, WaitAnnotation wait, string id, CancellationToken cancellationToken)
    {
        var behavior = wait.WaitBehavior ?? DefaultWaitBehavior;
        var logger = _loggers.GetLogger(waiting);
        Log.Waiting(logger, wait.Resource.Name, wait.WaitType);
        if (wait.WaitType == WaitType.WaitForCompletion)
        {
            var ended = await Until(wait, id, IsOver, cancellationToken);
            if (ended.Snapshot.State?.Text == KnownResourceStates.FailedToStart)
                throw new DistributedApplicationException($"Dependency resource '{wait.Resource.Name}' failed to start.{Tail(ended)}");
            if (ended.Snapshot.ExitCode is { } code && code != wait.ExitCode)
            {
                throw new DistributedApplicationException(
                    $"Resource '{wait.Resource.Name}' has entered the '{ended.Snapshot.State?.Text}' state with exit code '{code}', expected '{wait.ExitCode}'.{Tail(ended)}");
            }
        }
        else
        {
            await RunningAsync(wait, id, behavior, cancellationToken);
            if (wait.WaitType == WaitType.WaitUntilHealthy)
                await HealthyAsync(wait, id, behavior, cancellationToken);
        }

        Log.Waited(logger, wait.Resource.Name);
    }

    private async Task RunningAsync(WaitAnnotation wait, string id, WaitBehavior behavior, CancellationToken cancellationToken)
    {
        var reached = await Until(
            wait, id, e => e.Snapshot.State?.Text == KnownResourceStates.Running || Stops(behavior, e), cancellationToken);
        FailIfStopped(wait, reached, behavior);
    }

    private async Task HealthyAsync(WaitAnnotation wait, string id, WaitBehavior behavior, CancellationToken cancellationToken)
    {
        var limit = TimeSpan.FromSeconds(_services.GetService<IConfiguration>()?.GetValue<double?>("AppHost:HealthTimeoutSeconds") ?? 180);
        try
        {
            var healthy = Until(wait, id, e => IsHealthy(e) || Stops(behavior, e), cancellationToken);
            FailIfStopped(wait, await healthy.WaitAsync(limit, cancellationToken), behavior);
        }
        catch (TimeoutException)
        {
            TryGetCurrentState(id, out var now);
            var reports = now?.Snapshot.HealthReports.Where(r => r.Status != HealthStatus.Healthy).Select(r => $" {r.Name}: {r.Description ?? "not checked"}.");
            throw new DistributedApplicationException(
                $"Resource '{wait.Resource.Name}' did not become healthy within {limit.TotalSeconds:0.#} s.{string.Concat(reports ?? [])}{(now is null ? "" : Tail(now))}");
        }

        var ready = await Until(wait, id, e => e.Snapshot.Ready is not null, cancellationToken);
        await ready.Snapshot.Ready!.WaitAsync(cancellationToken);
    }

    private Task<ResourceEvent> Until(WaitAnnotation wait, string id, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken) =>
        WaitForResourceAsync(wait.Resource.Name, e => e.ResourceId == id && predicate(e), cancellationToken);

    private void FailIfStopped(WaitAnnotation wait, ResourceEvent reached, WaitBehavior behavior)
    {
        if (!Stops(behavior, reached))
            return;

        var state = reached.Snapshot.State?.Text;
        throw new DistributedApplicationException(state == KnownResourceStates.FailedToStart
            ? $"Dependency resource '{wait.Resource.Name}' failed to start.{Tail(reached)}"
            : $"Resource '{wait.Resource.Name}' has entered the '{state}' state prematurely.{Tail(reached)}");
    }

    private static bool IsHealthy(ResourceEvent e) => e.Snapshot.HealthStatus == HealthStatus.Healthy;

    private static bool IsOver(ResourceEvent e) =>
        (e.Snapshot.State is { } state && KnownResourceStates.TerminalStates.Contains(state.Text)) || e.Snapshot.ExitCode is not null;

    private static bool Stops(WaitBehavior behavior, ResourceEvent e) => behavior == WaitBehavior.StopOnResourceUnavailable
        && e.Snapshot.State is { } state
        && (KnownResourceStates.TerminalStates.Contains(state.Text) || state.Text == KnownResourceStates.RuntimeUnhealthy);

    private string Tail(ResourceEvent e) => _loggers.LastLines(e.ResourceId) is { Length: > 0 } lines
        ? $" Its last lines:{Environment.NewLine}{lines}"
        : " It has written nothing.";

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Waiting for resource '{Resource}' ({WaitType}).")]
        public static partial void Waiting(ILogger logger, string resource, WaitType waitType);

        [LoggerMessage(LogLevel.Information, "Finished waiting for resource '{Resource}'.")]
        public static partial void Waited(ILogger logger, string resource);
    }
}
