using System.Runtime.CompilerServices;
using ProductPlatform.Messaging.Broker;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ProductPlatform.Messaging.DeadLetters;

/// <summary>
/// One operator's turn at a dead queue. Messages are taken without acknowledgement and given back at the end, apart from those settled. While
/// they are out, another operator would see a queue with holes, so turns exclude each other, everywhere: by an exclusive queue, which the broker
/// frees by itself when its owner is gone.
/// </summary>
internal sealed class DeadLetterSession : IAsyncDisposable
{
    internal static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly IConnection _connection;
    private readonly string _queue;
    private readonly TimeProvider _time;
    private IChannel _channel = null!;
    private int _taken;
    private int _settled;

    private DeadLetterSession(IConnection connection, string queue, TimeProvider time) => (_connection, _queue, _time) = (connection, queue, time);

    /// <summary>How many there were at the start; those that come later are not this turn's.</summary>
    internal int Total { get; private set; }

    /// <exception cref="BrokerUnavailableException">No broker, or somebody else's turn does not end.</exception>
    internal static async Task<DeadLetterSession> OpenAsync(IConnectionFactory factory, string queue, TimeProvider time, CancellationToken cancellationToken)
    {
        var connection = await BrokerUnavailableException.ConnectAsync(factory, "dead letters", cancellationToken);
        var session = new DeadLetterSession(connection, queue, time);
        try
        {
            await session.TakeTurnAsync(cancellationToken);
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

    /// <summary>Takes messages from the front of the queue, as many as there were at the start at most.</summary>
    internal async IAsyncEnumerable<BasicGetResult> TakeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await TakeNextAsync(cancellationToken) is { } message)
        {
            yield return message;
        }
    }

    /// <summary>Sends a message to the live queue; returns when the broker has it there.</summary>
    /// <exception cref="BrokerUnavailableException">The broker did not take it.</exception>
    internal async Task PublishAsync(BasicProperties properties, ReadOnlyMemory<byte> body)
    {
        try
        {
            // To the queue itself: the original exchange might bring it to other queues a second time. Never cancelled (rabbitmq-dotnet-client #1900).
            await _channel.BasicPublishAsync("", _queue, mandatory: true, properties, body, CancellationToken.None).AsTask().WaitAsync(Timeout);
        }
        catch (PublishException refused)
        {
            var why = refused.IsReturn ? $"there is no queue '{_queue}'" : "the broker refused a message";
            throw new BrokerUnavailableException($"Not replayed, {why}; the dead letter stays. Start the worker, which declares the queue, and try again.", refused);
        }
    }

    /// <summary>Takes a message off the dead queue for good.</summary>
    internal async Task SettleAsync(BasicGetResult message)
    {
        await _channel.BasicAckAsync(message.DeliveryTag, multiple: false, CancellationToken.None);
        _settled++;
    }

    /// <summary>Gives back what was not settled, and the turn to the next when it is back.</summary>
    public async ValueTask DisposeAsync()
    {
        await using (_connection)
        {
            if (_channel.IsOpen)
            {
                // A quorum queue puts what comes back behind what came back before: only all of them together keep their order.
                while (await TakeNextAsync(CancellationToken.None) is not null)
                {
                }

                await _channel.CloseAsync();
                var started = _time.GetTimestamp();
                while (await CountAsync(CancellationToken.None) < Total - _settled && _time.GetElapsedTime(started) < Timeout)
                {
                    await Task.Delay(Poll, _time);
                }
            }

            await _channel.DisposeAsync();
        }
    }

    private async Task<BasicGetResult?> TakeNextAsync(CancellationToken cancellationToken)
    {
        if (_taken == Total || await _channel.BasicGetAsync(Topology.DeadQueue(_queue), autoAck: false, cancellationToken) is not { } message)
        {
            return null;
        }

        _taken++;
        return message;
    }

    private async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        while (true)
        {
            try
            {
                await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);
                await channel.QueueDeclareAsync(Topology.DeadQueueTurn(_queue), durable: false, exclusive: true, autoDelete: false, cancellationToken: cancellationToken);
                return;
            }
            catch (OperationInterruptedException taken) when (taken.ShutdownReason?.ReplyCode == Constants.ResourceLocked)
            {
                if (_time.GetElapsedTime(started) > Timeout)
                {
                    throw new BrokerUnavailableException($"Somebody else has been working on the dead letters of '{_queue}' for more than {Timeout.TotalSeconds} seconds. Try again later.", taken);
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
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            // Nobody has consumed on this broker yet.
            return 0;
        }
    }
}
