using Microsoft.EntityFrameworkCore;

namespace Admin.Data.Products;

internal static class ProductTransaction
{
    /// <summary>Runs <paramref name="work"/> in a transaction, again when the database asks for it.</summary>
    internal static Task<T> InTransactionAsync<T>(this AdminDbContext db, Func<Task<T>> work, CancellationToken cancellationToken) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            // A repetition begins with nothing remembered of the try before.
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var result = await work();
            await transaction.CommitAsync(cancellationToken);
            return result;
        });
}
