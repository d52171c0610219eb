using System.Data;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Messaging.Inbox;

namespace ProductPlatform.Messaging.Consuming;

/// <summary>One transaction: the effects of a batch and the ids of its messages, or nothing.</summary>
internal sealed class BatchTransaction<TContext>(IServiceScopeFactory scopes, IEventApplier<TContext> applier, TimeProvider time)
    where TContext : DbContext
{
    /// <returns>How many messages of the batch were duplicates.</returns>
    internal async Task<int> CommitAsync(IReadOnlyList<Delivery> batch, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(token => CommitAsync(db, batch, token), cancellationToken);
    }

    private async Task<int> CommitAsync(TContext db, IReadOnlyList<Delivery> batch, CancellationToken cancellationToken)
    {
        // A repetition begins with nothing remembered of the try before.
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);

        var fresh = await FreshAsync(db, batch, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        db.AddRange(fresh.Where(delivery => delivery.MessageId is not null).Select(delivery => new InboxMessage(delivery.MessageId!.Value, now)));
        await applier.ApplyAsync(db, [.. fresh.Select(delivery => delivery.Event!)], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        Activity.Current?.SetTag("messaging.batch.message_count", batch.Count);
        return batch.Count - fresh.Count;
    }

    private static async Task<List<Delivery>> FreshAsync(TContext db, IReadOnlyList<Delivery> batch, CancellationToken cancellationToken)
    {
        var ids = batch.Where(delivery => delivery.MessageId is not null).Select(delivery => delivery.MessageId!.Value).Distinct().ToList();
        var known = ids.Count == 0
            ? []
            : await db.Set<InboxMessage>().Where(row => ids.Contains(row.MessageId)).Select(row => row.MessageId).ToHashSetAsync(cancellationToken);

        // Add answers false for an id that was known before, and for the second of two in this batch.
        return [.. batch.Where(delivery => delivery.MessageId is not { } id || known.Add(id))];
    }
}
