using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProductPlatform.Messaging.Connection;
using ProductPlatform.Messaging.Contracts;
using RabbitMQ.Client;

namespace ProductPlatform.Messaging.Receiving;

/// <summary>
/// Consumes one queue: takes batches, has them applied, and acknowledges each message after its effect is committed or its dead letter stored.
/// When it is stopped, it finishes the current batch, unless that waits for the database, and returns the rest to the queue.
/// </summary>
internal sealed class BatchConsumer<TContext, TEvent>(
    string queue,
    BrokerSupervisor broker,
    BatchProcessor<TContext, TEvent> processor,
    BatchTransaction<TContext, TEvent> transaction,
    IOptions<MessagingOptions> options,
    MessagingMetrics metrics,
    TimeProvider time,
    ILogger<BatchConsumer<TContext, TEvent>> logger
) : BackgroundService
    where TContext : DbContext
    where TEvent : class, IIncomingEvent<TEvent>
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        broker.RunAsync(BrokerRole.Consumer, ConsumeAsync, stoppingToken);

    private async Task ConsumeAsync(BrokerSession session)
    {
        while (true)
            await ConsumeUntilSilentAsync(session);
    }

    /// <summary>
    /// Returns, to register again on a new channel, when nothing has come for a while: nothing else tells an idle queue from a consumer that the
    /// broker has forgotten or, as RabbitMQ 3.10 does when a quorum queue is deleted and declared again at once, takes for served. What it
    /// believes to have delivered comes back when the channel closes.
    /// </summary>
    private async Task ConsumeUntilSilentAsync(BrokerSession session)
    {
        await using var channel = await session.Connection.CreateChannelAsync(cancellationToken: session.Stopping);
        await using var deadLetters = new DeadLetterMover(session.Connection, options.Value, metrics, time, logger);
        await using var outcomes = new OutcomeReporter(session.Connection, logger);
        using var deliveries = new DeliveryQueue(options.Value, time);
        await channel.BasicQosAsync(0, (ushort)options.Value.Prefetch, global: false, session.Stopping);
        var consumerTag = await deliveries.ConsumeAsync(channel, queue, session.Stopping);
        try
        {
            await ProcessAsync(channel, deadLetters, outcomes, deliveries, session);
        }
        finally
        {
            if (channel.IsOpen)
                await channel.BasicCancelAsync(consumerTag, noWait: true, CancellationToken.None);
        }
    }

    private async Task ProcessAsync(
        IChannel channel,
        DeadLetterMover deadLetters,
        OutcomeReporter outcomes,
        DeliveryQueue deliveries,
        BrokerSession session
    )
    {
        // What the broker has taken back, with the channel or the connection, is not processed any more.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(session.Lost, session.Stopping, deliveries.Ended);

        // Stopping ends every wait at once, but the current batch is finished.
        using var finish = CancellationTokenSource.CreateLinkedTokenSource(session.Lost, deliveries.Ended);
        await using var deadline = session.Stopping.Register(() => finish.CancelAfter(MessagingOptions.LongestHold));
        try
        {
            while (await deliveries.TakeAsync(ending.Token) is { Count: > 0 } batch)
            {
                var rest = await processor.ApplyAsync(
                    queue,
                    batch,
                    deliveries.Postponed,
                    AcknowledgeCommittedAsync,
                    ending.Token,
                    finish.Token
                );
                rest.Postponed.ForEach(deliveries.Postpone);

                var stored = await deadLetters.MoveAsync(queue, rest.Dead, finish.Token);
                await AcknowledgeAsync(stored);
                deadLetters.Report(queue, stored);
                await outcomes.ReportAsync(stored, _ => ReplayOutcome.Failed);
                foreach (var delivery in rest.Dead.Except(stored))
                {
                    delivery.Postpone(time.GetUtcNow());
                    deliveries.Postpone(delivery);
                }
            }
        }
        catch (OperationCanceledException) when (deliveries.Ended.IsCancellationRequested && !session.Stopping.IsCancellationRequested)
        {
            throw new IOException("The broker ended the consumer or its channel; what it held comes again.");
        }

        Task AcknowledgeAsync(IReadOnlyList<Delivery> done) => deliveries.AcknowledgeAsync(channel, done, session.Lost);

        async Task AcknowledgeCommittedAsync(BatchResult result)
        {
            await AcknowledgeAsync(result.Committed);
            await transaction.ForgetAsync(result.Committed);
            await outcomes.ReportAsync(
                result.Committed,
                delivery => result.Duplicates.Contains(delivery) ? ReplayOutcome.WorkedBefore : ReplayOutcome.Worked
            );
        }
    }
}
