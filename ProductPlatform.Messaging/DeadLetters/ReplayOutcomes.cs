using System.Collections.Concurrent;
using ProductPlatform.Messaging.Connection;
using ProductPlatform.Messaging.Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace ProductPlatform.Messaging.DeadLetters;

/// <summary>What consumers say of the messages of one replay: in a queue of its own, which goes with the connection.</summary>
internal sealed class ReplayOutcomes : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ReplayOutcomeMessage> _outcomes = new();
    private readonly SemaphoreSlim _heard = new(0);
    private readonly IConnection _connection;
    private IChannel _channel = null!;

    private ReplayOutcomes(IConnection connection) => _connection = connection;

    internal string Queue { get; } = Topology.ReplayQueue(Guid.CreateVersion7());

    /// <exception cref="BrokerUnavailableException">With what to do.</exception>
    internal static async Task<ReplayOutcomes> ListenAsync(IConnectionFactory factory, CancellationToken cancellationToken)
    {
        var outcomes = new ReplayOutcomes(await BrokerUnavailableException.ConnectAsync(factory, "replay", cancellationToken));
        try
        {
            await outcomes.ListenAsync(cancellationToken);
            return outcomes;
        }
        catch (OperationInterruptedException exception)
        {
            await outcomes.DisposeAsync();
            throw new BrokerUnavailableException(
                $"Nothing was sent: the broker refuses the queue for the outcomes of a replay ({exception.Message}). "
                    + $"The broker's account needs the rights to configure and read '^{Topology.ReplayQueuePrefix}'.",
                exception
            );
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        _channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await _channel.QueueDeclareAsync(Queue, durable: false, exclusive: true, autoDelete: true, cancellationToken: cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            Hear(message.Body.Span);
            return Task.CompletedTask;
        };
        await _channel.BasicConsumeAsync(Queue, autoAck: true, consumer, cancellationToken);
    }

    /// <summary>Waits until every one of <paramref name="letters"/> has an outcome, or the time is over.</summary>
    internal async Task<List<ReplayedLetter>> CollectAsync(
        IReadOnlyList<ReplayedLetter> letters,
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        try
        {
            for (var expected = letters.DistinctBy(letter => letter.Id).Count(); _outcomes.Count < expected; )
                await _heard.WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What has no outcome yet is pending.
        }

        return
        [
            .. letters.Select(letter =>
                _outcomes.TryGetValue(letter.Id, out var outcome)
                    ? letter with
                    {
                        Outcome = outcome.Result,
                        Reason = outcome.Reason,
                    }
                    : letter
            ),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _heard.Dispose();
    }

    private void Hear(ReadOnlySpan<byte> body)
    {
        if (ReplayOutcomeMessage.Parse(body) is { } outcome)
        {
            _outcomes[outcome.Id] = outcome;
            _heard.Release();
        }
    }
}
