using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Running;

/// <summary>Start, stop and restart, as commands of every resource that has a process.</summary>
internal static class LifecycleCommands
{
    public static void AddTo(IResource resource)
    {
        Add(KnownResourceCommands.StartCommand, "Start", "Start resource", "Play",
            state => state is null || state == KnownResourceStates.Starting ? ResourceCommandState.Disabled
                : IsStopped(state) || state == KnownResourceStates.Waiting ? ResourceCommandState.Enabled
                : ResourceCommandState.Hidden,
            (orchestrator, id, cancellation) => orchestrator.StartAsync(id, cancellation));
        Add(KnownResourceCommands.StopCommand, "Stop", "Stop resource", "Stop",
            state => state == KnownResourceStates.Stopping ? ResourceCommandState.Disabled
                : state == KnownResourceStates.Running ? ResourceCommandState.Enabled
                : ResourceCommandState.Hidden,
            (orchestrator, id, _) => orchestrator.StopAsync(id));
        Add(KnownResourceCommands.RestartCommand, "Restart", "Restart resource", "ArrowCounterclockwise",
            state => state == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
            async (orchestrator, id, cancellation) =>
            {
                await orchestrator.StopAsync(id);
                await orchestrator.StartAsync(id, cancellation);
            });

        void Add(
            string name, string displayName, string description, string icon, Func<string?, ResourceCommandState> judge,
            Func<Orchestrator, string, CancellationToken, Task> execute) => resource.Annotations.Add(new ResourceCommandAnnotation(
                name, displayName, context => judge(context.ResourceSnapshot.State?.Text),
                async context =>
                {
                    var orchestrator = context.ServiceProvider.GetRequiredService<Orchestrator>();
                    await execute(orchestrator, context.ResourceName, context.CancellationToken);
                    return CommandResults.Success();
                },
                description, parameter: null, confirmationMessage: null, icon, IconVariant.Filled, isHighlighted: true));
    }

    private static bool IsStopped(string state) => KnownResourceStates.TerminalStates.Contains(state) || state == KnownResourceStates.NotStarted;
}
