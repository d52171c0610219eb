using System.Collections.Concurrent;
using ProductPlatform.Messaging.Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ProductPlatform.Messaging.Receiving;

/// <summary>Moves messages to the dead queue of their queue, body and headers unchanged, and knows that they are stored there.</summary>
internal sealed class DeadLetterChannel : IAsyncDisposable
{
    private readonly IChannel _channel;
    private readonly uint _maxFrame;
    private readonly ConcurrentDictionary<ulong, TaskCompletionSource> _outstanding = new();

    /// <summary>Confirms are counted here, because the client's own tracking would add a header to the producer's message.</summary>
    private DeadLetterChannel(IChannel channel, uint maxFrame)
    {
        (_channel, _maxFrame) = (channel, maxFrame);
        channel.BasicAcksAsync += (_, ack) => Settle(ack.DeliveryTag, ack.Multiple, null);
        channel.BasicNacksAsync += (_, nack) =>
            Settle(nack.DeliveryTag, nack.Multiple, new IOException("The broker refused a dead letter."));
        channel.BasicReturnAsync += (_, returned) => FailAll(new IOException($"Dead letter returned: {returned.ReplyText}."));
        channel.ChannelShutdownAsync += (_, shutdown) =>
            FailAll(new IOException($"The channel of dead letters was closed: {shutdown.ReplyText}"));
    }

    internal static async Task<DeadLetterChannel> OpenAsync(IConnection connection, CancellationToken cancellationToken)
    {
        var options = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false);
        return new DeadLetterChannel(await connection.CreateChannelAsync(options, cancellationToken), connection.FrameMax);
    }

    /// <summary>Returns when the broker has answered for every one, or the time is over. Then, and when it has refused one, the channel is not to be used again.</summary>
    /// <returns>Those that are stored, and why the others are not: refused, returned, cut off, or not confirmed in time; of a return the broker does not say which.</returns>
    internal async Task<(List<Delivery> Stored, Exception? Problem)> MoveAsync(
        string queue,
        IReadOnlyList<Delivery> dead,
        TimeSpan timeout,
        DateTimeOffset now
    )
    {
        List<(Delivery Delivery, Task Confirmed)> confirms = [];
        Exception? problem = null;
        try
        {
            foreach (var delivery in dead)
            {
                var confirmed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _outstanding[await _channel.GetNextPublishSequenceNumberAsync(CancellationToken.None)] = confirmed;
                confirms.Add((delivery, confirmed.Task));
                await _channel
                    .BasicPublishAsync(
                        Topology.DeadLetterExchange,
                        Topology.DeadQueue(queue),
                        mandatory: true,
                        Properties(delivery, DeadLetterHeaders.Of(delivery, now, _maxFrame)),
                        delivery.Body,
                        CancellationToken.None
                    )
                    .AsTask()
                    .WaitAsync(timeout);
            }

            await Task.WhenAll(confirms.Select(confirm => confirm.Confirmed)).WaitAsync(timeout);
        }
        catch (Exception exception) when (exception is IOException or TimeoutException or OperationInterruptedException)
        {
            problem = exception;
        }

        return ([.. confirms.Where(confirm => confirm.Confirmed.IsCompletedSuccessfully).Select(confirm => confirm.Delivery)], problem);
    }

    public ValueTask DisposeAsync() => _channel.DisposeAsync();

    private static BasicProperties Properties(Delivery delivery, Dictionary<string, object?> headers)
    {
        // The producer may have sent it transient, or with an expiration; the dead are kept.
        var properties = new BasicProperties(delivery.Properties) { Headers = headers, DeliveryMode = DeliveryModes.Persistent };
        properties.ClearExpiration();

        // The broker takes a user id only from that user (https://www.rabbitmq.com/docs/validated-user-id).
        properties.ClearUserId();
        return properties;
    }

    private Task Settle(ulong tag, bool multiple, Exception? refusal)
    {
        foreach (var settled in multiple ? _outstanding.Keys.Where(key => key <= tag).ToArray() : [tag])
        {
            if (_outstanding.TryRemove(settled, out var confirmed))
                Complete(confirmed, refusal);
        }

        return Task.CompletedTask;
    }

    /// <summary>A return names no sequence number, so every outstanding one is in doubt.</summary>
    private Task FailAll(Exception reason)
    {
        foreach (var entry in _outstanding)
        {
            if (_outstanding.TryRemove(entry))
                Complete(entry.Value, reason);
        }

        return Task.CompletedTask;
    }

    private static void Complete(TaskCompletionSource confirmed, Exception? refusal)
    {
        if (refusal is null)
            confirmed.TrySetResult();
        else
            confirmed.TrySetException(refusal);
    }
}
