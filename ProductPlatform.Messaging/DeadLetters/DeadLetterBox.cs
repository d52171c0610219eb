using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ProductPlatform.Messaging.Broker;
using ProductPlatform.Messaging.Consuming;
using RabbitMQ.Client;

namespace ProductPlatform.Messaging.DeadLetters;

/// <summary>
/// What an operator can do with the dead letters of a queue. Looking changes nothing. A replayed message keeps its identity, so that however
/// often it is replayed, and by however many at once, it is processed once.
/// </summary>
public sealed partial class DeadLetterBox(IConnectionFactory factory, TimeProvider time, ILogger<DeadLetterBox> logger)
{
    private const int ReplayWindow = 100;

    /// <summary>A box over a broker's address, for processes without the platform's own wiring.</summary>
    /// <param name="brokerAddress">An amqp:// or amqps:// address.</param>
    /// <param name="configuration">Section <c>Messaging</c> may name the CA of an amqps:// broker.</param>
    public static DeadLetterBox At(string brokerAddress, IConfiguration configuration)
    {
        var connections = new ConnectionFactory { Uri = new Uri(brokerAddress), AutomaticRecoveryEnabled = false };
        BrokerAddress.Protect(connections, configuration);
        return new DeadLetterBox(connections, TimeProvider.System, NullLogger<DeadLetterBox>.Instance);
    }

    /// <summary>Lists dead letters, oldest first.</summary>
    /// <param name="queue">The live queue, one of <see cref="Topology"/>.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="BrokerUnavailableException">With what to do.</exception>
    public async Task<DeadLetterPage> ListAsync(string queue, int skip, int limit, CancellationToken cancellationToken)
    {
        await using var session = await DeadLetterSession.OpenAsync(factory, queue, time, cancellationToken);
        List<DeadLetter> letters = [];
        await foreach (var message in session.TakeAsync(cancellationToken).Skip(skip).Take(limit).WithCancellation(cancellationToken))
        {
            letters.Add(DeadLetter.Of(message));
        }

        return new DeadLetterPage(letters, session.Total);
    }

    /// <summary>Finds a dead letter by its id, else by its place in the list, from 1.</summary>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="BrokerUnavailableException">With what to do.</exception>
    public async Task<DeadLetterContent?> FindAsync(string queue, string idOrPlace, CancellationToken cancellationToken)
    {
        var place = int.TryParse(idOrPlace, out var number) ? number : 0;
        BasicGetResult? there = null;
        await using var session = await DeadLetterSession.OpenAsync(factory, queue, time, cancellationToken);
        await foreach (var message in session.TakeAsync(cancellationToken))
        {
            if (DeadLetter.Of(message).Id == idOrPlace)
            {
                return DeadLetterReading.Content(message);
            }

            there = --place == 0 ? message : there;
        }

        return there is null ? null : DeadLetterReading.Content(there);
    }

    /// <summary>Sends dead letters back to their queue, then takes them off the dead queue.</summary>
    /// <param name="queue">The live queue, one of <see cref="Topology"/>.</param>
    /// <param name="id">Which; null for all that are there now.</param>
    /// <param name="cancellationToken">Ends the work between two messages.</param>
    /// <returns>How many were replayed.</returns>
    /// <exception cref="BrokerUnavailableException">With what to do.</exception>
    public async Task<int> ReplayAsync(string queue, string? id, CancellationToken cancellationToken)
    {
        await using var session = await DeadLetterSession.OpenAsync(factory, queue, time, cancellationToken);
        var replayed = 0;
        await foreach (var window in ChosenAsync(session, id, cancellationToken).Chunk(ReplayWindow).WithCancellation(cancellationToken))
        {
            var publishes = window.Select(message => PublishAsync(session, queue, message)).ToList();
            await Task.WhenAll(publishes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var message in window.Where((_, i) => publishes[i].IsCompletedSuccessfully))
            {
                // Only now. Cut off before this, the message is in both queues, and a second replay is absorbed as a duplicate.
                await session.SettleAsync(message);
                Log.Replayed(logger, DeadLetter.Of(message).Id, queue);
                replayed++;
            }

            await Task.WhenAll(publishes);
        }

        return replayed;
    }

    /// <summary>Throws dead letters away, for good.</summary>
    /// <param name="queue">The live queue, one of <see cref="Topology"/>.</param>
    /// <param name="id">Which; null for all that are there now.</param>
    /// <param name="cancellationToken">Ends the work between two messages.</param>
    /// <returns>How many were discarded.</returns>
    /// <exception cref="BrokerUnavailableException">With what to do.</exception>
    public async Task<int> DiscardAsync(string queue, string? id, CancellationToken cancellationToken)
    {
        await using var session = await DeadLetterSession.OpenAsync(factory, queue, time, cancellationToken);
        var discarded = 0;
        await foreach (var message in ChosenAsync(session, id, cancellationToken))
        {
            await session.SettleAsync(message);
            var letter = DeadLetter.Of(message);
            Log.Discarded(logger, letter.Id, letter.Event, queue, letter.Reason);
            discarded++;
        }

        return discarded;
    }

    /// <summary>The first half of a replay; the second is to settle the dead letter.</summary>
    internal static async Task PublishAsync(DeadLetterSession session, string queue, BasicGetResult message)
    {
        // The message goes on in the trace that it came with.
        using var activity = MessagingMetrics.Traces.StartActivity($"replay {queue}", ActivityKind.Internal, BatchTrace.Parent(message.BasicProperties));
        await session.PublishAsync(DeadLetterReading.Revived(message), message.Body);
    }

    private static IAsyncEnumerable<BasicGetResult> ChosenAsync(DeadLetterSession session, string? id, CancellationToken cancellationToken) =>
        session.TakeAsync(cancellationToken).Where(message => id is null || DeadLetter.Of(message).Id == id);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Dead letter {Id} was sent back to '{Queue}'.")]
        internal static partial void Replayed(ILogger logger, string id, string queue);

        [LoggerMessage(LogLevel.Warning, "Dead letter {Id} ({Event}) of '{Queue}' was discarded: {Reason}")]
        internal static partial void Discarded(ILogger logger, string id, string @event, string queue, string? reason);
    }
}
