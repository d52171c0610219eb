using System.Threading.Channels;
using ProductPlatform.Messaging.Connection;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ProductPlatform.Messaging.Receiving;

/// <summary>What the broker has delivered and is not taken yet, and what waits to be tried again. Bounded by the prefetch.</summary>
internal sealed class DeliveryQueue(MessagingOptions options, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly Channel<Delivery> _arrived = Channel.CreateUnbounded<Delivery>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<Delivery> _postponed = [];
    private readonly Acknowledgements _acknowledgements = new();
    private bool _tookPostponed;

    /// <summary>Cancelled when the broker has ended the consumer or its channel: what it delivered is no longer ours, and comes again.</summary>
    internal CancellationToken Ended => _ended.Token;

    /// <summary>Registers with the broker. The callback only stores: the client delivers its notices of closing behind it, in the same queue.</summary>
    internal Task<string> ConsumeAsync(IChannel channel, string queue, CancellationToken cancellationToken)
    {
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            _acknowledgements.Delivered(message.DeliveryTag);
            _arrived.Writer.TryWrite(new Delivery(message));
            return Task.CompletedTask;
        };
        consumer.UnregisteredAsync += (_, _) => End("The broker ended the consumer, as it does when its queue is deleted.");
        consumer.ShutdownAsync += (_, shutdown) => End($"The consumer's channel was closed: {shutdown.ReplyText}");
        return channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancellationToken);

        Task End(string reason) => _arrived.Writer.TryComplete(new IOException(reason)) ? _ended.CancelAsync() : Task.CompletedTask;
    }

    internal Task AcknowledgeAsync(IChannel channel, IReadOnlyList<Delivery> done, CancellationToken cancellationToken) =>
        _acknowledgements.SendAsync(channel, done.Select(delivery => delivery.Tag), cancellationToken);

    /// <summary>What waits to be tried again.</summary>
    internal IReadOnlyCollection<Delivery> Postponed => _postponed;

    internal void Postpone(Delivery delivery) => _postponed.Add(delivery);

    /// <summary>
    /// Waits for a message, then takes what comes within the batch delay, up to the batch size. What was postponed comes in batches of its own, in the order of
    /// its arrival, by turns with what has arrived: it has failed before, and would fail new messages with it.
    /// </summary>
    /// <returns>Nothing, when nothing has come for <see cref="MessagingOptions.ConsumerSilence"/> and nothing waits to be tried again.</returns>
    internal async Task<List<Delivery>> TakeAsync(CancellationToken cancellationToken)
    {
        List<Delivery> batch = [];
        while (batch.Count == 0)
        {
            if (!await WaitAsync(cancellationToken))
                return [];

            // What is left over when the channel ends is not ours to process.
            cancellationToken.ThrowIfCancellationRequested();
            if (!_tookPostponed && TakeDue(batch))
            {
                _tookPostponed = true;
                return batch;
            }

            _tookPostponed = false;
            TakeArrived(batch);
        }

        if (batch.Count < options.BatchSize && options.BatchDelay > TimeSpan.Zero)
        {
            await Task.Delay(options.BatchDelay, time, cancellationToken);
            TakeArrived(batch);
        }

        return batch;
    }

    private async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var wait = _postponed.Count > 0 ? _postponed.Min(delivery => delivery.DueAt) - time.GetUtcNow() : options.ConsumerSilence;
        waiting.CancelAfter(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
        try
        {
            return await _arrived.Reader.WaitToReadAsync(waiting.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return _postponed.Count > 0;
        }
    }

    public void Dispose() => _ended.Dispose();

    private bool TakeDue(List<Delivery> batch)
    {
        var now = time.GetUtcNow();
        foreach (
            var due in _postponed
                .Where(delivery => delivery.DueAt <= now)
                .OrderBy(delivery => delivery.Tag)
                .Take(options.BatchSize)
                .ToList()
        )
        {
            _postponed.Remove(due);
            batch.Add(due);
        }

        return batch.Count > 0;
    }

    private void TakeArrived(List<Delivery> batch)
    {
        while (batch.Count < options.BatchSize && _arrived.Reader.TryRead(out var delivery))
            batch.Add(delivery);
    }
}
