using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ProductPlatform.AppHost.Lifecycle;

/// <summary>
/// Stops the resources in reverse order of their waiting: services, then the servers that they use. Left to the orchestrator all stop at
/// once, and services report servers that are gone.
/// </summary>
internal sealed partial class OrderedStop(
    DistributedApplicationModel model,
    ResourceCommandService commands,
    ResourceNotificationService notifications,
    ILogger<OrderedStop> logger
) : IHostedService
{
    // A service finishes its batch within 20 s; what takes longer is left to the orchestrator, which kills it.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(25);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        var left = model.Resources.Where(IsRunning).ToHashSet();
        try
        {
            while (left.Count > 0)
            {
                var needed = left.SelectMany(Needs).ToHashSet();
                var wave = left.Where(resource => !needed.Contains(resource)).ToList();
                await Task.WhenAll(wave.Select(resource => StopAsync(resource, timeout.Token)));
                left.ExceptWith(wave);
            }
        }
        catch (OperationCanceledException)
        {
            Log.Late(logger, string.Join(", ", left.Select(resource => resource.Name)));
        }
    }

    // Only programs and containers can be stopped; databases and parameters end with them.
    private bool IsRunning(IResource resource) =>
        resource is ProjectResource or ExecutableResource or ContainerResource
        && notifications.TryGetCurrentState(resource.Name, out var current)
        && current.Snapshot is { IsHidden: false, State.Text: var state }
        && (state == KnownResourceStates.Running || state == KnownResourceStates.Starting);

    // All the way down: a service waits for a migration, which has ended, and that for the server.
    private static IEnumerable<IResource> Needs(IResource resource) =>
        from wait in resource.Annotations.OfType<WaitAnnotation>()
        let needed = wait.Resource is IResourceWithParent { Parent: var parent } ? parent : wait.Resource
        from each in Needs(needed).Prepend(needed)
        select each;

    private async Task StopAsync(IResource resource, CancellationToken cancellationToken)
    {
        // Refused when it has ended meanwhile.
        if ((await commands.ExecuteCommandAsync(resource, KnownResourceCommands.StopCommand, cancellationToken)).Success)
            await notifications.WaitForResourceAsync(resource.Name, KnownResourceStates.TerminalStates, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Resources} did not stop in time: the orchestrator ends what is left.")]
        public static partial void Late(ILogger logger, string resources);
    }
}

internal static class OrderedStopExtensions
{
    /// <summary>Stops the resources one after another, each before those that it waited for at its start.</summary>
    public static void AddOrderedStop(this IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsRunMode)
            builder.Services.AddHostedService<OrderedStop>();
    }
}
