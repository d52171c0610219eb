using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProductPlatform.Database;
using ProductPlatform.Messaging.Connection;
using ProductPlatform.Messaging.Contracts;

namespace ProductPlatform.Messaging.Receiving;

/// <summary>What is left of a batch when everything that could be applied is applied and acknowledged.</summary>
/// <param name="Postponed">To be tried again.</param>
/// <param name="Dead">To be moved to the dead queue.</param>
internal sealed record BatchRest(List<Delivery> Postponed, List<Delivery> Dead);

/// <summary>
/// Applies a batch at once; when that fails, product by product and then message by message, so that a bad one takes no others with it. Between a commit and
/// the acknowledgement of its messages stands nothing that can fail.
/// </summary>
internal sealed partial class BatchProcessor<TContext, TEvent>(
    BatchTransaction<TContext, TEvent> transaction,
    DatabaseAvailability<TContext> database,
    IOptions<MessagingOptions> options,
    MessagingMetrics metrics,
    TimeProvider time,
    ILogger<BatchProcessor<TContext, TEvent>> logger
)
    where TContext : DbContext
    where TEvent : class, IIncomingEvent<TEvent>
{
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(5);

    /// <summary>What waited once may wait for long: meanwhile the rest of the queue must not.</summary>
    private static readonly TimeSpan LockWaitAgain = TimeSpan.FromSeconds(1);

    /// <summary>Messages committed so far. Whether it grows tells a message that fails from a database that fails.</summary>
    private long _committed;

    /// <param name="queue">The queue that the batch came from.</param>
    /// <param name="batch">Messages, none acknowledged.</param>
    /// <param name="postponed">Messages of the queue that wait to be tried again; those that must follow one of them wait with it.</param>
    /// <param name="acknowledge">Called with a result as soon as it is committed.</param>
    /// <param name="waiting">Ends the wait for the database: a process that stops gives that up at once.</param>
    /// <exception cref="OperationCanceledException">One of the two tokens; what is not acknowledged by now is not committed either, or will be recognised.</exception>
    internal async Task<BatchRest> ApplyAsync(
        string queue,
        List<Delivery> batch,
        IReadOnlyCollection<Delivery> postponed,
        Func<BatchResult, Task> acknowledge,
        CancellationToken waiting,
        CancellationToken cancellationToken
    )
    {
        batch.ForEach(delivery => delivery.Parse<TEvent>(queue));
        var attempt = new Attempt(queue, acknowledge, postponed, [], waiting, cancellationToken);
        await ApplyGroupAsync(attempt, [.. batch.Where(delivery => delivery.DeadReason is null)]);
        return new BatchRest(attempt.Postponed, [.. batch.Where(delivery => delivery.DeadReason is not null)]);
    }

    private async Task ApplyGroupAsync(Attempt attempt, List<Delivery> whole)
    {
        var group = whole.Where(delivery => !PostponeBehindAnother(attempt, delivery)).ToList();
        if (group.Count == 0)
            return;

        BatchResult result;
        using var traces = BatchTrace.Start(attempt.Queue, group);
        try
        {
            var lockWait = group.Exists(delivery => delivery.Postponements > 0) ? LockWaitAgain : LockWait;
            result = await transaction.CommitAsync(group, lockWait, attempt.Cancellation);
        }
        catch (Exception exception) when (!attempt.Cancellation.IsCancellationRequested)
        {
            // The edge of a batch.
            await FailAsync(attempt, group, exception);
            return;
        }

        _committed += result.Committed.Count;
        await attempt.Acknowledge(result);
        Postpone(attempt, result.Undecided);
        Report(attempt.Queue, result);
    }

    /// <summary>Postpones a message that must follow a postponed one; false when there is none.</summary>
    private static bool PostponeBehindAnother(Attempt attempt, Delivery delivery)
    {
        if (attempt.Before.Concat(attempt.Postponed).FirstOrDefault(delivery.MustFollow) is not { } other)
            return false;

        delivery.WaitFor(other);
        attempt.Postponed.Add(delivery);
        return true;
    }

    private async Task FailAsync(Attempt attempt, List<Delivery> group, Exception failure)
    {
        var waited = await database.WaitAsync(attempt.Waiting);
        var parts = group.GroupBy(delivery => delivery.Event!.ProductId).ToList();
        if (group.Count > 1)
        {
            Log.BatchFailed(logger, attempt.Queue, group.Count, failure);
            foreach (
                var part in parts.Count > 1
                    ? parts.Select(part => part.ToList())
                    : group.Select(delivery => new List<Delivery> { delivery })
            )
            {
                // All of one product wait for the same lock: one of them has shown it for the others.
                if (parts.Count == 1 && DatabaseFailure.KindOf(failure) == FailureKind.Transient && !waited)
                {
                    Postpone(attempt, part);
                    continue;
                }

                await ApplyGroupAsync(attempt, part);
            }

            return;
        }

        Count(attempt, group[0], failure, waited);
    }

    /// <summary>Counts a failed attempt if it is the message's own: the database works, and others succeed while this one does not.</summary>
    private void Count(Attempt attempt, Delivery delivery, Exception failure, bool waited)
    {
        var own =
            !waited
            && DatabaseFailure.KindOf(failure) switch
            {
                FailureKind.Message => true,
                FailureKind.Database => delivery.CommittedBefore is { } before && _committed > before,
                _ => false,
            };
        delivery.CommittedBefore = _committed;
        if (!own)
        {
            Log.WaitsForDatabase(logger, attempt.Queue, delivery.Properties.MessageId, failure.GetBaseException().Message);
            Postpone(attempt, [delivery]);
            return;
        }

        delivery.Failed(time.GetUtcNow());
        Log.MessageFailed(logger, attempt.Queue, delivery.Properties.MessageId, delivery.Failures, failure);
        if (delivery.Failures >= options.Value.MaxAttempts)
        {
            delivery.GiveUp($"failed {delivery.Failures} times, at last with {failure.GetType().Name}");
            return;
        }

        metrics.Retried(attempt.Queue);
        Postpone(attempt, [delivery]);
    }

    private void Postpone(Attempt attempt, List<Delivery> deliveries)
    {
        var now = time.GetUtcNow();
        foreach (var delivery in deliveries)
            delivery.Postpone(now);

        attempt.Postponed.AddRange(deliveries);
    }

    /// <summary>Metrics never stand in the way of a message.</summary>
    private void Report(string queue, BatchResult result)
    {
        try
        {
            metrics.Applied(queue, result.Committed.Count - result.Duplicates.Count, result.Duplicates.Count);
            foreach (var delivery in result.Committed)
                metrics.Lag(queue, delivery.Properties.Timestamp.UnixTime, time.GetUtcNow());

            Activity.Current?.SetTag("messaging.batch.message_count", result.Committed.Count);
        }
        catch (Exception exception)
        {
            // The edge of telemetry: whatever listens to it is not ours.
            Log.NotReported(logger, exception);
        }
    }

    /// <summary>One batch on its way.</summary>
    private sealed record Attempt(
        string Queue,
        Func<BatchResult, Task> Acknowledge,
        IReadOnlyCollection<Delivery> Before,
        List<Delivery> Postponed,
        CancellationToken Waiting,
        CancellationToken Cancellation
    );

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Count} messages of '{Queue}' could not be applied at once and are applied in parts.")]
        internal static partial void BatchFailed(ILogger logger, string queue, int count, Exception failure);

        [LoggerMessage(LogLevel.Warning, "Message {MessageId} of '{Queue}' failed, attempt {Attempt}.")]
        internal static partial void MessageFailed(ILogger logger, string queue, string? messageId, int attempt, Exception failure);

        [LoggerMessage(LogLevel.Warning, "Message {MessageId} of '{Queue}' waits for the database: {Problem}")]
        internal static partial void WaitsForDatabase(ILogger logger, string queue, string? messageId, string problem);

        [LoggerMessage(LogLevel.Debug, "Metrics of a batch could not be recorded.")]
        internal static partial void NotReported(ILogger logger, Exception failure);
    }
}
