using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ProductPlatform.Messaging.Connection;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Messaging.Receiving;
using RabbitMQ.Client;

namespace ProductPlatform.Messaging.DeadLetters;

/// <summary>
/// What an operator can do with the dead letters of a queue. Looking changes nothing. A replayed message keeps its identity, so that
/// however often it is replayed, and by however many at once, it is processed once.
/// </summary>
public sealed partial class DeadLetterBox(IConnectionFactory factory, TimeProvider time, ILogger<DeadLetterBox> logger)
{
    private const int Window = 200;

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
    /// <exception cref="BrokerUnavailableException">With what to do.</exception>
    public async Task<DeadLetterPage> ListAsync(string queue, int skip, int limit, CancellationToken cancellationToken)
    {
        await using var session = await DeadLetterSession.OpenAsync(factory, queue, time, cancellationToken);
        List<DeadLetter> letters = [];
        await foreach (var message in session.TakeAsync(cancellationToken).Skip(skip).Take(limit).WithCancellation(cancellationToken))
            letters.Add(DeadLetter.From(message));

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
            if (DeadLetter.From(message).Id == idOrPlace)
                return DeadLetterReading.Content(message);

            there = --place == 0 ? message : there;
        }

        return there is null ? null : DeadLetterReading.Content(there);
    }

    /// <summary>
    /// Sends dead letters back to their queue, then takes them off the dead-letter queue, and waits for what they come to.
    /// </summary>
    /// <param name="queue">The live queue, one of <see cref="Topology"/>.</param>
    /// <param name="chosen">Which of those that are there now.</param>
    /// <param name="wait">How long to wait for outcomes when all are sent.</param>
    /// <exception cref="BrokerUnavailableException">Nothing was sent; with what to do.</exception>
    public async Task<ReplayReport> ReplayAsync(
        string queue,
        Predicate<DeadLetter> chosen,
        TimeSpan wait,
        CancellationToken cancellationToken
    )
    {
        await using var outcomes = await ReplayOutcomes.ListenAsync(factory, cancellationToken);
        List<DeadLetter> sent = [];
        string? problem = null;
        try
        {
            await using (var session = await DeadLetterSession.OpenAsync(factory, queue, time, cancellationToken))
            {
                await SendBackAsync(session, queue, chosen, outcomes.Queue, sent, cancellationToken);
            }

            await SettleAsync(queue, sent, cancellationToken);
        }
        catch (BrokerUnavailableException exception) when (sent.Count > 0)
        {
            problem = exception.Message;
        }

        return new ReplayReport(
            await outcomes.CollectAsync(
                [.. sent.Select(letter => new ReplayedLetter(letter.Id, letter.Event, ReplayOutcome.Pending, null))],
                wait,
                time,
                cancellationToken
            ),
            problem
        );
    }

    /// <summary>Discards dead letters, for good.</summary>
    /// <param name="queue">The live queue, one of <see cref="Topology"/>.</param>
    /// <param name="chosen">Which of those that are there now.</param>
    /// <returns>How many were discarded.</returns>
    /// <exception cref="BrokerUnavailableException">With what to do.</exception>
    public async Task<int> DiscardAsync(string queue, Predicate<DeadLetter> chosen, CancellationToken cancellationToken)
    {
        List<DeadLetter> discarded = [];
        await using (var session = await DeadLetterSession.OpenAsync(factory, queue, time, cancellationToken))
        {
            await foreach (
                var window in session
                    .TakeAsync(cancellationToken)
                    .Where(message => chosen(DeadLetter.From(message)))
                    .Chunk(Window)
                    .WithCancellation(cancellationToken)
            )
            {
                await session.SettleAsync(window);
                foreach (var letter in window.Select(DeadLetter.From))
                {
                    Log.Discarded(logger, letter.Id, letter.Event, queue, letter.Reason);
                    discarded.Add(letter);
                }
            }
        }

        await SettleAsync(queue, discarded, cancellationToken);
        return discarded.Count;
    }

    /// <summary>
    /// Settles what came back though it was acknowledged: the broker may forget acknowledgements that are followed by the end of their
    /// channel, and says nothing of it.
    /// </summary>
    private async Task SettleAsync(string queue, IReadOnlyCollection<DeadLetter> settled, CancellationToken cancellationToken)
    {
        // One that was replayed and failed again has the same id, one replay more, and a later failure.
        var deaths = settled.Select(letter => letter.Death).ToHashSet();
        for (var again = deaths.Count; again > 0; )
        {
            again = 0;
            await using var session = await DeadLetterSession.OpenAsync(factory, queue, time, cancellationToken);
            await foreach (
                var window in session
                    .TakeAsync(cancellationToken)
                    .Where(message => IsSettled(DeadLetter.From(message)))
                    .Chunk(Window)
                    .WithCancellation(cancellationToken)
            )
            {
                await session.SettleAsync(window);
                again += window.Length;
            }
        }

        bool IsSettled(DeadLetter letter) => deaths.Contains(letter.Death);
    }

    /// <summary>The first half of a replay; the second is to settle the dead letter.</summary>
    internal static async Task PublishAsync(DeadLetterSession session, string queue, BasicGetResult message, string? replayQueue)
    {
        // The message goes on in the trace that it came with.
        using var activity = MessagingMetrics.Traces.StartActivity(
            $"replay {queue}",
            ActivityKind.Internal,
            BatchTrace.Parent(message.BasicProperties)
        );
        await session.PublishAsync(DeadLetterReading.ForReplay(message, replayQueue), message.Body);
    }

    private async Task SendBackAsync(
        DeadLetterSession session,
        string queue,
        Predicate<DeadLetter> chosen,
        string replayQueue,
        List<DeadLetter> sent,
        CancellationToken cancellationToken
    )
    {
        var letters = session.TakeAsync(cancellationToken).Where(message => chosen(DeadLetter.From(message)));
        await foreach (var window in letters.Chunk(Window).WithCancellation(cancellationToken))
        {
            var publishes = window.Select(message => PublishAsync(session, queue, message, replayQueue)).ToList();
            await Task.WhenAll(publishes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // Only now. Cut off before this, a message is in both queues, and a second replay is absorbed as a duplicate.
            var published = window.Where((_, i) => publishes[i].IsCompletedSuccessfully).ToList();
            await session.SettleAsync(published);
            foreach (var letter in published.Select(DeadLetter.From))
            {
                Log.Replayed(logger, letter.Id, queue);
                sent.Add(letter);
            }

            await Task.WhenAll(publishes);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Dead letter {Id} was sent back to '{Queue}'.")]
        internal static partial void Replayed(ILogger logger, string id, string queue);

        [LoggerMessage(LogLevel.Warning, "Dead letter {Id} ({Event}) of '{Queue}' was discarded: {Reason}")]
        internal static partial void Discarded(ILogger logger, string id, string @event, string queue, string? reason);
    }
}
