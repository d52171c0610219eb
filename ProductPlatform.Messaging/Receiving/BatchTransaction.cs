using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProductPlatform.Database;
using ProductPlatform.Messaging.Contracts;

namespace ProductPlatform.Messaging.Receiving;

/// <summary>What a transaction did with a batch.</summary>
/// <param name="Committed">Applied now or before: to be acknowledged.</param>
/// <param name="Duplicates">Those of them that were applied before.</param>
/// <param name="Undecided">Not applied, and to be tried again shortly: whether they were applied before is not known yet.</param>
internal sealed record BatchResult(List<Delivery> Committed, List<Delivery> Duplicates, List<Delivery> Undecided);

/// <summary>One transaction: the effects of a batch and the ids of its messages, or nothing.</summary>
internal sealed partial class BatchTransaction<TContext, TEvent>(
    IServiceScopeFactory scopes,
    IBatchHandler<TContext, TEvent> handler,
    TimeProvider time,
    ILogger<BatchTransaction<TContext, TEvent>> logger
)
    where TContext : DbContext
    where TEvent : class, IIncomingEvent<TEvent>
{
    /// <summary>A consumer acknowledges within moments of its commit, and forgets. A row that is older was left behind by one that could not.</summary>
    private static readonly TimeSpan AcknowledgedWithin = TimeSpan.FromSeconds(30);

    /// <param name="batch">Messages with an event each.</param>
    /// <param name="lockWait">How long a statement waits for a lock, in whole seconds: shorter than its command's time-out, and no longer than the queue can.</param>
    /// <param name="cancellationToken">Ends the work; the transaction is rolled back.</param>
    internal async Task<BatchResult> CommitAsync(IReadOnlyList<Delivery> batch, TimeSpan lockWait, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();

        // Whether and when to try again is decided by the caller, who has other messages too.
        return await db.InTransactionAsync(
            token => ApplyAsync(db, batch, token),
            cancellationToken,
            new TransactionOptions { LockWait = lockWait, Retry = false }
        );
    }

    /// <summary>
    /// Forgets deliveries that are acknowledged. A row that stays because the database is unavailable just now is not found again, but by a message of the
    /// same effect that is redelivered without having been applied.
    /// </summary>
    internal async Task ForgetAsync(IReadOnlyList<Delivery> acknowledged)
    {
        var ids = acknowledged.Where(delivery => delivery.MessageId is null).Select(delivery => delivery.DeliveryId).ToList();
        if (ids.Count == 0)
            return;

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TContext>();
            await db.Set<UnacknowledgedMessage>().Where(row => ids.Contains(row.DeliveryId)).ExecuteDeleteAsync(CancellationToken.None);
        }
        catch (Exception exception) when (DatabaseFailure.Is(exception))
        {
            Log.NotForgotten(logger, ids.Count, exception.GetBaseException().Message);
        }
    }

    private async Task<BatchResult> ApplyAsync(TContext db, IReadOnlyList<Delivery> batch, CancellationToken cancellationToken)
    {
        List<Delivery> undecided = [];
        var fresh = await FreshAsync(db, batch, undecided, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        db.AddRange(
            fresh.Where(delivery => delivery.MessageId is not null).Select(delivery => new InboxMessage(delivery.MessageId!.Value, now))
        );
        db.AddRange(
            fresh
                .Where(delivery => delivery.MessageId is null)
                .Select(delivery => new UnacknowledgedMessage(delivery.DeliveryId, delivery.Fingerprint, now))
        );
        await handler.HandleAsync(db, [.. fresh.Select(delivery => (TEvent)delivery.Event!)], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        List<Delivery> committed = [.. batch.Except(undecided)];
        return new BatchResult(committed, [.. committed.Except(fresh)], undecided);
    }

    private async Task<List<Delivery>> FreshAsync(
        TContext db,
        IReadOnlyList<Delivery> batch,
        List<Delivery> undecided,
        CancellationToken cancellationToken
    )
    {
        var ids = batch.Where(delivery => delivery.MessageId is not null).Select(delivery => delivery.MessageId!.Value).Distinct().ToList();
        var known =
            ids.Count == 0
                ? []
                : await db.Set<InboxMessage>()
                    .Where(row => ids.Contains(row.MessageId))
                    .Select(row => row.MessageId)
                    .ToHashSetAsync(cancellationToken);
        known.UnionWith(await AppliedAsync(db, [.. batch.Where(delivery => delivery.MessageId is null)], undecided, cancellationToken));
        foreach (var delivery in batch.Except(undecided).ToList())
        {
            if (!known.Contains(delivery.MessageId ?? delivery.DeliveryId) && undecided.Exists(delivery.MustFollow))
                undecided.Add(delivery);
        }

        // Add answers false for an id that was known before, and for the second of two in this batch.
        return [.. batch.Except(undecided).Where(delivery => known.Add(delivery.MessageId ?? delivery.DeliveryId))];
    }

    /// <summary>
    /// Which of the deliveries without a message id are applied already: by a try of ours whose commit was not answered, or by a delivery before, whose
    /// acknowledgement the broker did not get. It says of every message whether it may have been delivered before.
    /// </summary>
    private async Task<HashSet<Guid>> AppliedAsync(
        TContext db,
        List<Delivery> deliveries,
        List<Delivery> undecided,
        CancellationToken cancellationToken
    )
    {
        if (deliveries.Count == 0)
            return [];

        var unacknowledged = db.Set<UnacknowledgedMessage>();
        var own = deliveries.Select(delivery => delivery.DeliveryId).ToList();
        var applied = await unacknowledged
            .Where(row => own.Contains(row.DeliveryId))
            .Select(row => row.DeliveryId)
            .ToHashSetAsync(cancellationToken);
        var again = deliveries.Where(delivery => delivery.Redelivered && !applied.Contains(delivery.DeliveryId)).ToList();
        if (again.Count == 0)
            return applied;

        var fingerprints = JsonSerializer.Serialize(again.Select(delivery => delivery.Fingerprint).Distinct());
        var rows = (
            await unacknowledged
                .FromSql(
                    $"""
                    SELECT held.*
                    FROM (SELECT fingerprint FROM JSON_TABLE({fingerprints}, '$[*]' COLUMNS (fingerprint CHAR(36) PATH '$')) AS listed) AS wanted
                    STRAIGHT_JOIN inbox_unacknowledged AS held ON held.fingerprint = wanted.fingerprint
                    ORDER BY held.delivery_id FOR UPDATE
                    """
                )
                .AsNoTracking()
                .ToListAsync(cancellationToken)
        ).ToLookup(row => row.Fingerprint);
        var leftBehind = time.GetUtcNow().UtcDateTime - AcknowledgedWithin;
        foreach (var same in again.GroupBy(delivery => delivery.Fingerprint))
        {
            foreach (var (delivery, row) in same.Zip(rows[same.Key].OrderBy(row => row.AppliedAt)))
            {
                if (row.AppliedAt > leftBehind)
                {
                    // Perhaps another consumer is about to acknowledge that one.
                    undecided.Add(delivery);
                    continue;
                }

                // The row is this delivery's from now on, until it is acknowledged.
                await db.Database.ExecuteSqlAsync(
                    $"UPDATE inbox_unacknowledged SET delivery_id = {delivery.DeliveryId} WHERE delivery_id = {row.DeliveryId}",
                    cancellationToken
                );
                applied.Add(delivery.DeliveryId);
            }
        }

        return applied;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Count} messages without an id are acknowledged, and the inbox still has them: {Problem}")]
        internal static partial void NotForgotten(ILogger logger, int count, string problem);
    }
}
