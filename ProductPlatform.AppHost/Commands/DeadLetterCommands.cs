using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Messaging.Connection;
using ProductPlatform.Messaging.DeadLetters;

namespace ProductPlatform.AppHost.Commands;

/// <summary>A worker's dead letters as commands of the Aspire dashboard and of 'aspire resource'.</summary>
internal static class DeadLetterCommands
{
    private const int Listed = 50;
    private static readonly TimeSpan OutcomesWithin = TimeSpan.FromSeconds(10);

    public static IResourceBuilder<ProjectResource> WithDeadLetterCommands(
        this IResourceBuilder<ProjectResource> worker,
        string queue,
        IResourceBuilder<IResourceWithConnectionString> messaging
    ) =>
        worker
            .WithCommand(
                "dead-letters",
                "Dead letters",
                context => RunAsync(context, messaging.Resource, box => ListAsync(box, queue, context.CancellationToken)),
                new CommandOptions
                {
                    Description = $"Count the dead letters of '{queue}' and list the oldest {Listed}.",
                    IconName = "MailAlert",
                    IsHighlighted = true,
                }
            )
            .WithCommand(
                "dead-letters-replay",
                "Replay all dead letters",
                context => RunAsync(context, messaging.Resource, box => ReplayAsync(box, queue, context.CancellationToken)),
                new CommandOptions
                {
                    Description = $"Send all dead letters back to '{queue}'; each is processed once.",
                    ConfirmationMessage = $"Send all dead letters back to '{queue}'?",
                    IconName = "ArrowReply",
                    IsHighlighted = true,
                }
            )
            .WithCommand(
                "dead-letters-discard",
                "Discard all dead letters",
                context =>
                    RunAsync(
                        context,
                        messaging.Resource,
                        async box =>
                            CommandResults.Success(
                                $"{await box.DiscardAsync(queue, _ => true, context.CancellationToken)} dead letters "
                                    + $"of '{queue}' were discarded."
                            )
                    ),
                new CommandOptions
                {
                    Description = $"Discard all dead letters of '{queue}', for good.",
                    ConfirmationMessage = $"Discard all dead letters of '{queue}', for good?",
                    IconName = "Delete",
                }
            );

    private static async Task<ExecuteCommandResult> RunAsync(
        ExecuteCommandContext context,
        IResourceWithConnectionString messaging,
        Func<DeadLetterBox, Task<ExecuteCommandResult>> work
    )
    {
        if (await messaging.GetConnectionStringAsync(context.CancellationToken) is not { } address)
            return CommandResults.Failure("The broker has no address yet.");

        try
        {
            return await work(DeadLetterBox.At(address, context.Services.GetRequiredService<IConfiguration>()));
        }
        catch (BrokerUnavailableException exception)
        {
            return CommandResults.Failure(exception.Message);
        }
    }

    private static async Task<ExecuteCommandResult> ReplayAsync(DeadLetterBox box, string queue, CancellationToken cancellationToken)
    {
        var report = await box.ReplayAsync(queue, _ => true, OutcomesWithin, cancellationToken);
        return CommandResults.Success(
            $"{report.Letters.Count} dead letters were sent back to '{queue}'.",
            DeadLetterText.Outcomes(report),
            CommandResultFormat.Text,
            displayImmediately: true
        );
    }

    private static async Task<ExecuteCommandResult> ListAsync(DeadLetterBox box, string queue, CancellationToken cancellationToken)
    {
        var page = await box.ListAsync(queue, 0, Listed, cancellationToken);
        return CommandResults.Success(
            $"{page.Total} dead letters of '{queue}'.",
            DeadLetterText.Table(page, skip: 0),
            CommandResultFormat.Text,
            displayImmediately: true
        );
    }
}
