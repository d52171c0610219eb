using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Admin.Data.Products;

internal static class ProductHistoryLock
{
    /// <summary>
    /// The entries of products, oldest first, locked until the end of the transaction. A deleted product has no row of its own: its entries
    /// are what restoring, announcing and counting late likes wait for. A deletion does not wait for them: below repeatable read, the last
    /// entry is certain only once the product is known to be gone.
    /// </summary>
    internal static Task<List<ProductRevision>> LockHistoryAsync(
        this AdminDbContext db,
        IReadOnlyCollection<int> ids,
        CancellationToken cancellationToken
    )
    {
        var wanted = JsonSerializer.Serialize(ids);
        return db
            .ProductHistory.FromSql(
                $"""
                SELECT history.*
                FROM (SELECT id FROM JSON_TABLE({wanted}, '$[*]' COLUMNS (id INT PATH '$')) AS listed) AS wanted
                STRAIGHT_JOIN product_history AS history FORCE INDEX (ux_product_history_product_version) ON history.product_id = wanted.id
                ORDER BY history.product_id, history.version FOR UPDATE
                """
            )
            .AsNoTracking()
            .ToListAsync(cancellationToken);
    }

    /// <summary>The last entry of each product, to be asked for once the history is locked and the product is known to be gone: nothing
    /// comes after it then.</summary>
    internal static async Task<Dictionary<int, ProductRevision>> LockLastEntriesAsync(
        this AdminDbContext db,
        IReadOnlyCollection<int> ids,
        CancellationToken cancellationToken
    ) =>
        (await db.LockHistoryAsync(ids, cancellationToken))
            .GroupBy(entry => entry.ProductId)
            .ToDictionary(entries => entries.Key, entries => entries.Last());
}
