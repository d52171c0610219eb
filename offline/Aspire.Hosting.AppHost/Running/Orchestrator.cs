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
}
