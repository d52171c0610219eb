using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProductPlatform.Messaging.Broker;
using ProductPlatform.Messaging.Contracts;

namespace ProductPlatform.Messaging.Consuming;

/// <summary>What a batch came to.</summary>
/// <param name="Done">To be acknowledged: committed, known before, or stored as dead letters.</param>
/// <param name="Postponed">Failed by themselves and to be tried again.</param>
internal sealed record BatchOutcome(List<Delivery> Done, List<Delivery> Postponed);

/// <summary>Applies a batch at once; when that fails, each message alone, so that a bad one takes no others with it.</summary>
internal sealed partial class BatchProcessor<TContext>(
    BatchTransaction<TContext> transaction,
    DatabaseGate<TContext> database,
    IOptions<MessagingOptions> options,
    MessagingMetrics metrics,
    TimeProvider time,
    ILogger<BatchProcessor<TContext>> logger)
    where TContext : DbContext
{
    /// <summary>Deadlocks and time-outs in a row after which a message is taken to be their cause.</summary>
    private const int MaxPassing = 20;

    /// <summary>Two tokens, because a process that stops gives up waiting for the database or the next attempt at once, and work only later.</summary>
    /// <exception cref="OperationCanceledException">The time to finish or to wait is over; nothing that is not committed may be acknowledged.</exception>
    internal async Task<BatchOutcome> ProcessAsync(
        string queue, List<Delivery> batch, DeadLetterChannel deadLetters, CancellationToken waiting, CancellationToken cancellationToken)
    {
        List<(Delivery Delivery, string Reason)> dead = [];
        List<Delivery> valid = [];
        foreach (var delivery in batch)
        {
            try
            {
                delivery.Parse(queue);
                valid.Add(delivery);
            }
            catch (InvalidMessageException invalid)
            {
                dead.Add((delivery, invalid.Message));
            }
        }

        List<Delivery> postponed = [];
        if (valid.Count > 0 && !await TryApplyAsync(queue, valid, waiting, cancellationToken))
        {
            foreach (var delivery in valid)
            {
                await ApplyAloneAsync(queue, delivery, dead, postponed, waiting, cancellationToken);
            }
        }

        await BuryAsync(queue, dead, deadLetters);
        return new BatchOutcome([.. batch.Except(postponed)], postponed);
    }

    private async Task<bool> TryApplyAsync(string queue, List<Delivery> valid, CancellationToken waiting, CancellationToken cancellationToken)
    {
        try
        {
            await ApplyAsync(queue, valid, cancellationToken);
            return true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // The edge of a batch.
            Log.BatchFailed(logger, queue, valid.Count, failure);
            await database.WaitAsync(waiting);
            return false;
        }
    }

    private async Task ApplyAloneAsync(
        string queue, Delivery delivery, List<(Delivery, string)> dead, List<Delivery> postponed, CancellationToken waiting, CancellationToken cancellationToken)
    {
        for (var passing = 1; ; passing++)
        {
            try
            {
                await ApplyAsync(queue, [delivery], cancellationToken);
                return;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                // The edge of a message. Its attempts count only while the database is well.
                if (await database.WaitAsync(waiting) || (DatabaseFailure.IsPassing(failure) && passing < MaxPassing))
                {
                    await Task.Delay(Backoff.For(passing, TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(1)), time, waiting);
                    continue;
                }

                var pause = Backoff.For(delivery.Failures + 1, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
                delivery.Failed(time.GetUtcNow(), pause);
                Log.MessageFailed(logger, queue, delivery.Properties.MessageId, delivery.Failures, failure);
                if (delivery.Failures >= options.Value.MaxAttempts)
                {
                    dead.Add((delivery, $"failed {delivery.Failures} times, at last with {failure.GetType().Name}"));
                }
                else
                {
                    metrics.Retried(queue);
                    postponed.Add(delivery);
                }

                return;
            }
        }
    }

    private async Task ApplyAsync(string queue, List<Delivery> deliveries, CancellationToken cancellationToken)
    {
        using var traces = new BatchTrace(queue, deliveries);
        var duplicates = await transaction.CommitAsync(deliveries, cancellationToken);
        metrics.Applied(queue, deliveries.Count - duplicates, duplicates);
        var now = time.GetUtcNow();
        foreach (var sent in deliveries.Select(delivery => delivery.Properties.Timestamp.UnixTime).Where(seconds => seconds > 0))
        {
            metrics.Lag(queue, now - DateTimeOffset.UnixEpoch.AddSeconds(sent));
        }
    }

    private async Task BuryAsync(string queue, List<(Delivery Delivery, string Reason)> dead, DeadLetterChannel deadLetters)
    {
        if (dead.Count == 0)
        {
            return;
        }

        await deadLetters.MoveAsync(queue, dead, options.Value.ConfirmTimeout, time.GetUtcNow());
        foreach (var (delivery, reason) in dead)
        {
            metrics.DeadLettered(queue);
            Log.DeadLettered(logger, queue, delivery.Properties.MessageId, reason);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A batch of {Count} messages of '{Queue}' failed and is applied one by one.")]
        internal static partial void BatchFailed(ILogger logger, string queue, int count, Exception failure);

        [LoggerMessage(LogLevel.Warning, "Message {MessageId} of '{Queue}' failed, attempt {Attempt}.")]
        internal static partial void MessageFailed(ILogger logger, string queue, string? messageId, int attempt, Exception failure);

        [LoggerMessage(LogLevel.Error, "Message {MessageId} of '{Queue}' is in the dead queue: {Reason}")]
        internal static partial void DeadLettered(ILogger logger, string queue, string? messageId, string reason);
    }
}
