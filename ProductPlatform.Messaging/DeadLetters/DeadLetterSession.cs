using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ProductPlatform.Messaging.Connection;
using ProductPlatform.Messaging.Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace ProductPlatform.Messaging.DeadLetters;

/// <summary>
/// One operator's access to a dead-letter queue. Messages are consumed without acknowledgement; closing the channel gives back, in their
/// order, those that were not settled. Meanwhile another operator would see a queue with holes, so accesses exclude each other, everywhere:
/// by an exclusive queue, which the broker deletes by itself when its owner is gone.
/// </summary>
internal sealed class DeadLetterSession : IAsyncDisposable
{
    /// <summary>As many as a consumer can hold (AMQP 0-9-1, basic.qos: 16 bits).</summary>
    internal const int Most = ushort.MaxValue;

    internal static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly IConnection _connection;
    private readonly string _queue;
    private readonly TimeProvider _time;

    // Few, so that not all bodies are in memory at once: the broker waits.
    private readonly Channel<BasicGetResult> _arrived = Channel.CreateBounded<BasicGetResult>(256);
    private readonly Acknowledgements _acknowledgements = new();
    private IChannel _channel = null!;
    private bool _consuming;
    private int _taken;
    private int _settled;

    private DeadLetterSession(IConnection connection, string queue, TimeProvider time) =>
        (_connection, _queue, _time) = (connection, queue, time);

    /// <summary>How many there were at the start; those that come later are for the next access.</summary>
    internal int Total { get; private set; }

    /// <exception cref="BrokerUnavailableException">No broker, or another access that does not end.</exception>
    internal static async Task<DeadLetterSession> OpenAsync(
        IConnectionFactory factory,
        string queue,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var connection = await BrokerUnavailableException.ConnectAsync(factory, "dead letters", cancellationToken);
        var session = new DeadLetterSession(connection, queue, time);
        try
        {
            await session.ExcludeOthersAsync(cancellationToken);
            session.Total = await session.CountAsync(cancellationToken);
            var confirms = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
            session._channel = await connection.CreateChannelAsync(confirms, cancellationToken);
            return session;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Takes messages from the front of the queue, as many as there were at the start, and <see cref="Most"/>, at most. However few are
    /// read, all are taken: a quorum queue puts what comes back behind what came back before,
    /// and only all of them together keep their order.
    /// </summary>
    internal async IAsyncEnumerable<BasicGetResult> TakeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var most = Math.Min(Total, Most);
        if (most > 0 && !_consuming)
        {
            _consuming = true;
            await ConsumeAsync((ushort)most, cancellationToken);
        }

        while (_taken < most && await NextAsync(cancellationToken) is { } message)
        {
            _taken++;
            yield return message;
        }
    }

    /// <summary>Sends a message to the live queue; returns when the broker has it there.</summary>
    /// <exception cref="BrokerUnavailableException">The broker did not take it.</exception>
    internal async Task PublishAsync(BasicProperties properties, ReadOnlyMemory<byte> body)
    {
        try
        {
            // To the queue itself: the original exchange might bring it to other queues a second time. Never cancelled
            // (rabbitmq-dotnet-client #1900).
            await _channel
                .BasicPublishAsync("", _queue, mandatory: true, properties, body, CancellationToken.None)
                .AsTask()
                .WaitAsync(Timeout);
        }
        catch (PublishException exception)
        {
            var why = exception.IsReturn ? $"there is no queue '{_queue}'" : "the broker refused the message";
            throw new BrokerUnavailableException(
                $"Not replayed, {why}; the dead letter stays. Start the worker, which declares the queue, and try again.",
                exception
            );
        }
    }

    /// <summary>Takes messages off the dead-letter queue for good.</summary>
    internal async Task SettleAsync(IReadOnlyCollection<BasicGetResult> messages)
    {
        await _acknowledgements.SendAsync(_channel, messages.Select(message => message.DeliveryTag), CancellationToken.None);
        _settled += messages.Count;
    }

    /// <summary>Gives back what was not settled, and lets the next in when it is back.</summary>
    public async ValueTask DisposeAsync()
    {
        await using (_connection)
        {
            if (_channel.IsOpen)
            {
                // The consumer's callback may be waiting for room.
                _arrived.Writer.TryComplete();
                await _channel.CloseAsync();
                var started = _time.GetTimestamp();
                while (await CountAsync(CancellationToken.None) < Total - _settled && _time.GetElapsedTime(started) < Timeout)
                    await Task.Delay(Poll, _time);
            }

            await _channel.DisposeAsync();
        }
    }

    private async Task ConsumeAsync(ushort most, CancellationToken cancellationToken)
    {
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += async (_, message) =>
        {
            _acknowledgements.Delivered(message.DeliveryTag);
            if (await _arrived.Writer.WaitToWriteAsync(CancellationToken.None))
            {
                _arrived.Writer.TryWrite(
                    new BasicGetResult(
                        message.DeliveryTag,
                        message.Redelivered,
                        message.Exchange,
                        message.RoutingKey,
                        0,
                        message.BasicProperties,
                        message.Body.ToArray()
                    )
                );
            }
        };
        consumer.ShutdownAsync += (_, shutdown) =>
        {
            _arrived.Writer.TryComplete(
                new BrokerUnavailableException(
                    $"The broker closed the access to the dead letters of '{_queue}' ({shutdown.ReplyText}). Try again."
                )
            );
            return Task.CompletedTask;
        };
        await _channel.BasicQosAsync(0, most, global: false, cancellationToken);
        await _channel.BasicConsumeAsync(Topology.DeadQueue(_queue), autoAck: false, consumer, cancellationToken);
    }

    /// <returns>Null when fewer come than there were: something else has taken or dropped them.</returns>
    private async Task<BasicGetResult?> NextAsync(CancellationToken cancellationToken)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        silence.CancelAfter(Timeout);
        try
        {
            return await _arrived.Reader.ReadAsync(silence.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (ChannelClosedException exception) when (exception.InnerException is BrokerUnavailableException unavailable)
        {
            throw unavailable;
        }
    }

    private async Task ExcludeOthersAsync(CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        while (true)
        {
            try
            {
                await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);
                await channel.QueueDeclareAsync(
                    Topology.DeadQueueLock(_queue),
                    durable: false,
                    exclusive: true,
                    autoDelete: false,
                    cancellationToken: cancellationToken
                );
                return;
            }
            catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.ResourceLocked)
            {
                if (_time.GetElapsedTime(started) > Timeout)
                {
                    throw new BrokerUnavailableException(
                        $"Another operator has been working on the dead letters of '{_queue}' "
                            + $"for more than {Timeout.TotalSeconds} seconds. Try again later.",
                        exception
                    );
                }

                await Task.Delay(Poll, _time, cancellationToken);
            }
        }
    }

    private async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);
            return (int)await channel.MessageCountAsync(Topology.DeadQueue(_queue), cancellationToken);
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            // No consumer has declared it on this broker yet.
            return 0;
        }
    }
}
