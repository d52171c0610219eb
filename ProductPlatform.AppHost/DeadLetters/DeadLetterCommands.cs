using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProductPlatform.Messaging.Broker;
using ProductPlatform.Messaging.DeadLetters;

namespace ProductPlatform.AppHost.DeadLetters;

/// <summary>A worker's dead letters as commands of the dashboard. What a command found or did stands in the worker's log there.</summary>
internal static partial class DeadLetterCommands
{
    private const int Listed = 50;

    public static IResourceBuilder<ProjectResource> WithDeadLetters(
        this IResourceBuilder<ProjectResource> worker, string queue, IResourceBuilder<IResourceWithConnectionString> messaging) =>
        worker
            .WithCommand(
                "dead-letters",
                "Dead letters",
                context => RunAsync(context, messaging.Resource, (box, log) => ListAsync(box, queue, log, context.CancellationToken)),
                new CommandOptions { Description = $"Count the dead letters of '{queue}' and list the oldest in the log.", IconName = "MailAlert" })
            .WithCommand(
                "dead-letters-replay",
                "Replay all dead letters",
                context => RunAsync(context, messaging.Resource, async (box, log) => Log.Replayed(log, await box.ReplayAsync(queue, null, context.CancellationToken), queue)),
                new CommandOptions
                {
                    Description = $"Send all dead letters back to '{queue}'; each is processed once.",
                    ConfirmationMessage = $"Send all dead letters back to '{queue}'?",
                    IconName = "ArrowReply",
                })
            .WithCommand(
                "dead-letters-discard",
                "Discard all dead letters",
                context => RunAsync(context, messaging.Resource, async (box, log) => Log.Discarded(log, await box.DiscardAsync(queue, null, context.CancellationToken), queue)),
                new CommandOptions
                {
                    Description = $"Throw away all dead letters of '{queue}', for good.",
                    ConfirmationMessage = $"Throw away all dead letters of '{queue}', for good?",
                    IconName = "Delete",
                });

    private static async Task<ExecuteCommandResult> RunAsync(
        ExecuteCommandContext context, IResourceWithConnectionString messaging, Func<DeadLetterBox, ILogger, Task> work)
    {
        if (await messaging.GetConnectionStringAsync(context.CancellationToken) is not { } address)
            return CommandResults.Failure("The broker has no address yet.");

        var log = context.Services.GetRequiredService<ResourceLoggerService>().GetLogger(context.ResourceName);
        try
        {
            await work(DeadLetterBox.At(address, context.Services.GetRequiredService<IConfiguration>()), log);
            return CommandResults.Success();
        }
        catch (BrokerUnavailableException unavailable)
        {
            return CommandResults.Failure(unavailable.Message);
        }
    }

    private static async Task ListAsync(DeadLetterBox box, string queue, ILogger log, CancellationToken cancellationToken)
    {
        var page = await box.ListAsync(queue, 0, Listed, cancellationToken);
        Log.Counted(log, page.Total, queue);
        foreach (var letter in page.Letters)
            Log.Listed(log, letter.Id, letter.Event, letter.LastFailure, letter.Reason);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Count} dead letters of '{Queue}'.")]
        internal static partial void Counted(ILogger log, int count, string queue);

        [LoggerMessage(LogLevel.Information, "Dead letter {Id} ({Event}) of {When:u}: {Reason}")]
        internal static partial void Listed(ILogger log, string id, string @event, DateTimeOffset? when, string? reason);

        [LoggerMessage(LogLevel.Information, "{Count} dead letters were sent back to '{Queue}'.")]
        internal static partial void Replayed(ILogger log, int count, string queue);

        [LoggerMessage(LogLevel.Warning, "{Count} dead letters of '{Queue}' were thrown away.")]
        internal static partial void Discarded(ILogger log, int count, string queue);
    }
}
