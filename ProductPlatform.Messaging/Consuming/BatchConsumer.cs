using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProductPlatform.Messaging.Broker;
using RabbitMQ.Client;

namespace ProductPlatform.Messaging.Consuming;

/// <summary>
/// Consumes one queue: takes batches, has them applied, and acknowledges each message after its effect is committed or its dead letter stored.
/// Asked to stop, it takes no more, finishes the batch in hand, unless that waits for the database, and gives the rest back.
/// </summary>
internal sealed class BatchConsumer<TContext>(
    string queue,
    BrokerSupervisor broker,
    BatchProcessor<TContext> processor,
    IOptions<MessagingOptions> options,
    TimeProvider time) : BackgroundService
    where TContext : DbContext
{
    private static readonly TimeSpan FinishTimeout = TimeSpan.FromSeconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => broker.RunAsync(BrokerRole.Consumer, ConsumeAsync, stoppingToken);

    private async Task ConsumeAsync(BrokerSession session)
    {
        while (true)
        {
            await ConsumeUntilSilentAsync(session);
        }
    }

    /// <summary>
    /// Returns, to be begun anew on a new channel, when nothing has come for a while: nothing else tells an idle queue from a consumer that the
    /// broker has forgotten or, as RabbitMQ 3.10 does when a quorum queue is deleted and declared again at once, takes for served. What it
    /// believes to have delivered comes back when the channel closes.
    /// </summary>
    private async Task ConsumeUntilSilentAsync(BrokerSession session)
    {
        await using var channel = await session.Connection.CreateChannelAsync(cancellationToken: session.Stopping);
        await using var deadLetters = await DeadLetterChannel.OpenAsync(session.Connection, session.Stopping);
        var deliveries = new DeliveryQueue(options.Value, time);
        await channel.BasicQosAsync(0, (ushort)options.Value.Prefetch, global: false, session.Stopping);
        var consumerTag = await deliveries.ConsumeAsync(channel, queue, session.Stopping);
        try
        {
            await ProcessAsync(channel, deadLetters, deliveries, session);
        }
        finally
        {
            if (channel.IsOpen)
            {
                await channel.BasicCancelAsync(consumerTag, noWait: true, CancellationToken.None);
            }
        }
    }

    private async Task ProcessAsync(IChannel channel, DeadLetterChannel deadLetters, DeliveryQueue deliveries, BrokerSession session)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(session.Lost, session.Stopping);

        // Stopping ends every wait at once, but work in hand is finished.
        using var finish = CancellationTokenSource.CreateLinkedTokenSource(session.Lost);
        await using var deadline = session.Stopping.Register(() => finish.CancelAfter(FinishTimeout));
        while (await deliveries.TakeAsync(ending.Token) is { Count: > 0 } batch)
        {
            var outcome = await processor.ProcessAsync(queue, batch, deadLetters, ending.Token, finish.Token);
            foreach (var delivery in outcome.Done)
            {
                // One by one: "multiple" would also acknowledge what is still being worked on.
                await channel.BasicAckAsync(delivery.Tag, multiple: false, session.Lost);
            }

            outcome.Postponed.ForEach(deliveries.Postpone);
        }
    }
}
