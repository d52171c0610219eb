using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProductPlatform.Messaging.Broker;
using RabbitMQ.Client;

namespace ProductPlatform.Messaging.Consuming;

/// <summary>
/// Consumes one queue: takes batches, has them applied, and acknowledges each message after its effect is committed or its dead letter stored.
/// Asked to stop, it takes no more, finishes the batch in hand and gives the rest back.
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
        await using var channel = await session.Connection.CreateChannelAsync(cancellationToken: session.Stopping);
        await using var deadLetters = await DeadLetterChannel.OpenAsync(session.Connection, session.Stopping);
        var deliveries = new DeliveryQueue(options.Value, time);
        await channel.BasicQosAsync(0, (ushort)options.Value.Prefetch, global: false, session.Stopping);
        var consumerTag = await deliveries.ConsumeAsync(channel, queue, session.Stopping);

        using var failed = CancellationTokenSource.CreateLinkedTokenSource(session.Lost);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(failed.Token, session.Stopping);
        var processing = ProcessAsync(channel, deadLetters, deliveries, session with { Lost = failed.Token }, ending.Token);
        var proof = ProveAliveAsync(session.Connection, ending.Token);
        try
        {
            await Task.WhenAny(processing, proof);
            if (proof.IsFaulted)
            {
                await proof;
            }

            // Stopping ends the proof at once, but the batch in hand is finished.
            await processing;
        }
        finally
        {
            await failed.CancelAsync();
            await Task.WhenAll(processing, proof).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (channel.IsOpen)
            {
                await channel.BasicCancelAsync(consumerTag, noWait: true, CancellationToken.None);
            }
        }
    }

    private async Task ProcessAsync(IChannel channel, DeadLetterChannel deadLetters, DeliveryQueue deliveries, BrokerSession session, CancellationToken ending)
    {
        using var finish = CancellationTokenSource.CreateLinkedTokenSource(session.Lost);
        await using var deadline = session.Stopping.Register(() => finish.CancelAfter(FinishTimeout));
        while (true)
        {
            var batch = await deliveries.TakeAsync(ending);
            var outcome = await processor.ProcessAsync(queue, batch, deadLetters, finish.Token);
            foreach (var delivery in outcome.Done)
            {
                // One by one: "multiple" would also acknowledge what is still being worked on.
                await channel.BasicAckAsync(delivery.Tag, multiple: false, session.Lost);
            }

            outcome.Postponed.ForEach(deliveries.Postpone);
        }
    }

    /// <summary>Asks the broker whether it still knows a consumer of the queue: a connection can look healthy while its consumer is gone.</summary>
    private async Task ProveAliveAsync(IConnection connection, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Value.ConsumerProofInterval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).WaitAsync(options.Value.ConfirmTimeout, cancellationToken);
            var state = await channel.QueueDeclarePassiveAsync(queue, cancellationToken).WaitAsync(options.Value.ConfirmTimeout, cancellationToken);
            if (state.ConsumerCount == 0)
            {
                throw new IOException($"The broker knows no consumer of '{queue}'.");
            }
        }
    }
}
