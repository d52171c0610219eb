using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>The way of one resource from its start to its end.</summary>
internal sealed partial class Orchestrator
{
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
