using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Starts the resources, each when what it waits for is there; stops them, each when nobody needs it any more.</summary>
internal sealed partial class Orchestrator(
    DistributedApplicationModel model, DistributedApplicationExecutionContext execution, IDistributedApplicationEventing eventing,
    ResourceNotificationService notifications, ResourceLoggerService loggers, EndpointAllocator endpoints, Launcher launcher,
    ProcessGuard guard, PortPool ports, IServiceProvider services, TimeProvider time, ILogger<Orchestrator> logger) : IHostedService, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private ImmutableArray<ResourceInstance> _instances = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        await InitializeAsync(ending.Token);
        var groups = _instances.GroupBy(i => i.Resource).Where(g => !g.Key.HasAnnotationOfType<ExplicitStartupAnnotation>());
        await Task.WhenAll(groups.Select(g => StartAsync(g.Key, [.. g], ending.Token)));
        await eventing.PublishAsync(new AfterResourcesCreatedEvent(services, model), ending.Token);
    }

    public async Task StartAsync(string id, CancellationToken cancellationToken)
    {
        var instance = Instance(id);
        if (notifications.TryGetCurrentState(id, out var now) && now.Snapshot.State?.Text == KnownResourceStates.Waiting)
            await notifications.PublishUpdateAsync(instance.Resource, id, s => s with { State = KnownResourceStates.Starting });
        else if (!instance.IsRunning)
            await StartAsync(instance.Resource, [instance], cancellationToken);
    }

    public async Task StopAsync(string id)
    {
        var instance = Instance(id);
        await instance.Gate.WaitAsync(CancellationToken.None);
        try
        {
            if (instance.Process is { } process)
            {
                instance.Stopping = true;
                await notifications.PublishUpdateAsync(instance.Resource, id, s => s with { State = KnownResourceStates.Stopping });
                await process.StopAsync();
                await instance.Ended;
            }
        }
        finally
        {
            instance.Gate.Release();
        }
    }

    /// <summary>Dependents first.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        var order = new StopOrder(_instances.Select(i => i.Resource).Distinct());
        await order.RunAsync(resource => Task.WhenAll(_instances.Where(i => i.Resource == resource).Select(i => StopAsync(i.Id))));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        await endpoints.DisposeAsync();
        await guard.DisposeAsync();
        ports.Dispose();
    }

    private ResourceInstance Instance(string id) => _instances.FirstOrDefault(i => i.Id == id)
        ?? throw new InvalidOperationException($"'{id}' has no process that could be started or stopped.");

    // The edge around everything that may go wrong with one resource: it must not take the others along.
    private async Task StartAsync(IResource resource, ResourceInstance[] instances, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var instance in instances)
                await notifications.PublishUpdateAsync(resource, instance.Id, s => Reset(s, resource) with { State = KnownResourceStates.Starting });
            await AnnounceConnectionStringAsync(resource, cancellationToken);
            await eventing.PublishAsync(new BeforeResourceStartedEvent(resource, services), cancellationToken);
            await WaitForDependenciesAsync(resource, cancellationToken);
            await Task.WhenAll(instances.Select(i => LaunchAsync(i, cancellationToken)));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            foreach (var instance in instances.Where(i => !i.IsRunning))
                await notifications.PublishUpdateAsync(resource, instance.Id, s => s with { State = KnownResourceStates.Exited });
        }
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.FailedToStart(logger, resource.Name, e.Message);
            foreach (var instance in instances.Where(i => !i.IsRunning))
            {
                loggers.Write(instance.Id, $"Failed to start: {e.Message}", isError: true);
                await notifications.PublishUpdateAsync(resource, instance.Id, s => s with { State = new(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error) });
            }
        }
    }

    private async Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = notifications.WaitForDependenciesAsync(resource, ending.Token);
        // Whoever starts it by command does not want to wait any longer.
        var impatient = notifications.WaitForResourceAsync(resource.Name, e => e.Snapshot.State?.Text != KnownResourceStates.Waiting, ending.Token);
        await await Task.WhenAny(waiting, impatient);
        await ending.CancelAsync();
    }

    private async Task LaunchAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        await instance.Gate.WaitAsync(cancellationToken);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (instance.IsRunning)
                return;

            instance.Stopping = false;
            await launcher.LaunchAsync(instance, cancellationToken);
            instance.Ended = FollowAsync(instance, instance.Process!);
        }
        finally
        {
            instance.Gate.Release();
        }
    }

    private async Task FollowAsync(ResourceInstance instance, ChildProcess process)
    {
        var code = await process.WaitAsync();
        instance.Process = null;
        process.Dispose();
        if (code != 0 && !instance.Stopping)
            Log.Died(logger, instance.Resource.Name, code, Environment.NewLine, loggers.LastLines(instance.Id));
        await notifications.PublishUpdateAsync(instance.Resource, instance.Id, s => s with
        {
            State = new(KnownResourceStates.Finished, code == 0 || instance.Stopping ? null : KnownResourceStateStyles.Error),
            ExitCode = code,
            StopTimeStamp = time.GetUtcNow().UtcDateTime,
            Urls = [.. s.Urls.Select(u => u with { IsInactive = true })],
        });
        if (notifications.TryGetCurrentState(instance.Id, out var ended))
            await eventing.PublishAsync(new ResourceStoppedEvent(instance.Resource, services, ended), CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "'{Resource}' failed to start: {Reason}")]
        public static partial void FailedToStart(ILogger logger, string resource, string reason);

        [LoggerMessage(LogLevel.Error, "'{Resource}' has ended with exit code {ExitCode}. Its last lines:{NewLine}{Lines}")]
        public static partial void Died(ILogger logger, string resource, int exitCode, string newLine, string lines);
    }
}
