using Microsoft.EntityFrameworkCore;
using ProductPlatform.Database;

namespace Admin.Data.Products;

internal static class ProductTransaction
{
    /// <summary>
    /// Runs <paramref name="work"/> in a transaction, again when the database asks for it. A commit whose answer was lost is looked up in the
    /// history first, so that no change is made twice
    /// (https://learn.microsoft.com/ef/core/miscellaneous/connection-resiliency#transaction-commit-failure-and-the-idempotency-issue).
    /// </summary>
    internal static Task<T> InTransactionAsync<T>(this AdminDbContext db, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        ProductRevision? written = null;
        return db.Database.CreateExecutionStrategy().ExecuteInTransactionAsync(
            async _ =>
            {
                // A repetition begins with nothing remembered of the try before.
                db.ChangeTracker.Clear();
                await db.Database.LimitAsync(DatabaseSession.TransactionSilence, lockWait: null, cancellationToken);
                var result = await work();
                written = db.ProductHistory.Local.FirstOrDefault();
                return result;
            },
            async token => written is not null && await db.ProductHistory.AnyAsync(
                entry => entry.Id == written.Id && entry.ProductId == written.ProductId && entry.Version == written.Version, token),
            cancellationToken);
    }
}
