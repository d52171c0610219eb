using Microsoft.EntityFrameworkCore;
using ProductPlatform.Database;

namespace Admin.Data.Products;

internal static class ProductTransaction
{
    /// <summary>
    /// Runs a change of products in a transaction. A commit whose answer was lost is looked up in the history, so that no change is made twice.
    /// </summary>
    internal static Task<T> InTransactionAsync<T>(this AdminDbContext db, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        ProductRevision? written = null;
        return db.InTransactionAsync(
            async _ =>
            {
                var result = await work();
                written = db.ProductHistory.Local.FirstOrDefault();
                return result;
            },
            cancellationToken,
            new TransactionOptions
            {
                IsCommitted = async token =>
                    written is not null
                    && await db.ProductHistory.AnyAsync(
                        entry => entry.Id == written.Id && entry.ProductId == written.ProductId && entry.Version == written.Version,
                        token
                    ),
            }
        );
    }
}
