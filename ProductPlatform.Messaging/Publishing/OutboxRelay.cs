using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProductPlatform.Database;
using ProductPlatform.Messaging.Connection;

namespace ProductPlatform.Messaging.Publishing;

/// <summary>
/// Publishes what the outbox holds and deletes what the broker has confirmed. One relay per database is active, elected by a lock in it; the
/// others stand by. Nothing is deleted unconfirmed.
/// </summary>
internal sealed partial class OutboxRelay<TContext>(
    IServiceScopeFactory scopes,
    BrokerSupervisor broker,
    OutboxSignal signal,
    IHostEnvironment environment,
    IOptions<MessagingOptions> options,
    MessagingMetrics metrics,
    TimeProvider time,
    ILogger<OutboxRelay<TContext>> logger
) : BackgroundService
    where TContext : DbContext
{
    private static readonly TimeSpan DatabasePause = TimeSpan.FromSeconds(1);

    /// <summary>How often the leader is heard of while it publishes, or waits for a broker that blocks it.</summary>
    private static readonly TimeSpan LeaderPing = TimeSpan.FromSeconds(2);

    /// <summary>While there is nothing to publish the leader is heard of with every poll.</summary>
    private TimeSpan LeaderSilence => LeaderPing + options.Value.PollInterval + TimeSpan.FromSeconds(8);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        broker.RunAsync(BrokerRole.Publisher, RelayAsync, stoppingToken);

    private async Task RelayAsync(BrokerSession session)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(session.Lost, session.Stopping);
        await using var publisher = await OutboxPublisher.OpenAsync(
            session,
            environment.ApplicationName,
            options.Value,
            metrics,
            ending.Token
        );
        while (true)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<TContext>();
                var outbox = new OutboxTable(db, time);
                await outbox.OpenAsync(LeaderSilence, ending.Token);
                try
                {
                    await RelayAsync(outbox, publisher, session, ending.Token);
                }
                finally
                {
                    await outbox.ResignAsync();

                    // Returned open, a pooled context would keep its connections open for its next user (EF Core 9, RelationalConnection.ResetStateAsync).
                    await db.Database.CloseConnectionAsync();
                }
            }
            catch (Exception exception) when (DatabaseFailure.Is(exception) && !ending.IsCancellationRequested)
            {
                // The broker's side is fine: keep it, and ask the database again.
                Log.DatabaseUnavailable(logger, exception.GetType().Name);
                await Task.Delay(DatabasePause, time, ending.Token);
            }
        }
    }

    private async Task RelayAsync(OutboxTable outbox, OutboxPublisher publisher, BrokerSession session, CancellationToken ending)
    {
        while (true)
        {
            if (!await outbox.LeadsAsync(ending))
                continue;

            var due = await outbox.DueAsync(options.Value.RelayBatchSize, ending);
            if (due.Count == 0)
            {
                await signal.WaitAsync(options.Value.PollInterval, ending);
                continue;
            }

            var publishing = publisher.PublishAsync(due);
            while (await Task.WhenAny(publishing, Task.Delay(LeaderPing, time, CancellationToken.None)) != publishing)
                await outbox.PingAsync();

            var outcomes = await publishing;
            await SettleAsync(outbox, due, outcomes, session);
            if (publisher.Broken)
            {
                throw new IOException(
                    "A publish was not confirmed in time; its connection is given up and the message stays in the outbox."
                );
            }
        }
    }

    private async Task SettleAsync(OutboxTable outbox, List<OutboxMessage> due, PublishOutcome[] outcomes, BrokerSession session)
    {
        // Not cancellable: a row that is confirmed and not deleted is published twice.
        await outbox.DeleteAsync([.. due.Where((_, i) => outcomes[i].Confirmed).Select(message => message.Id)]);
        var refused = due.Select((message, i) => (Message: message, outcomes[i].Refusal))
            .Where(entry => entry.Refusal is not null)
            .ToList();
        foreach (var (message, refusal) in refused)
        {
            Log.Refused(logger, message.Type, message.MessageId, refusal!);
            await outbox.PostponeAsync(message, refusal!);
        }

        if (refused.Count > 0)
        {
            // A queue or a binding was deleted: put it back, so that the next attempt finds its way.
            await TopologyDeclaration.DeclareAsync(session.Connection, options.Value, session.Lost);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The outbox cannot be read ({Failure}); trying again.")]
        internal static partial void DatabaseUnavailable(ILogger logger, string failure);

        [LoggerMessage(LogLevel.Warning, "{Event} {MessageId} stays in the outbox: {Refusal}.")]
        internal static partial void Refused(ILogger logger, string @event, Guid messageId, string refusal);
    }
}
