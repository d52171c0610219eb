using System.Text.Json;
using Admin.Data.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ProductPlatform.Database.Changes;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Messaging.Receiving;

namespace Admin.Data.Likes;

/// <summary>Counts likes: adds, never reads and writes back, so that two workers cannot lose one another's.</summary>
public sealed partial class LikeCounter(TimeProvider time, ILogger<LikeCounter> logger) : IBatchHandler<AdminDbContext, ProductLiked>
{
    public async Task HandleAsync(AdminDbContext db, IReadOnlyList<ProductLiked> events, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
            return;

        var counts = events.CountBy(like => like.ProductId).ToDictionary();
        var present = await LockAsync(db, counts.Keys, cancellationToken);
        await CountAsync(db, [.. present.Select(id => KeyValuePair.Create(id, counts[id]))], cancellationToken);
        if (present.Count < counts.Count)
            await CountLateAsync(db, [.. counts.Where(count => !present.Contains(count.Key))], cancellationToken);
    }

    /// <summary>
    /// Always in the order of the ids: two batches that lock the same rows then wait for each other instead of deadlocking.
    /// The list is a derived table, as MySQL locks no table function.
    /// </summary>
    private static async Task<HashSet<int>> LockAsync(AdminDbContext db, IEnumerable<int> ids, CancellationToken cancellationToken)
    {
        var wanted = JsonSerializer.Serialize(ids.Order());
        return await db
            .Database.SqlQuery<int>(
                $"""
                SELECT product.id AS Value FROM (SELECT id FROM JSON_TABLE({wanted}, '$[*]' COLUMNS (id INT PATH '$')) AS listed) AS wanted
                STRAIGHT_JOIN product FORCE INDEX (PRIMARY) ON product.id = wanted.id FOR UPDATE
                """
            )
            .ToHashSetAsync(cancellationToken);
    }

    private async Task CountAsync(
        AdminDbContext db,
        IReadOnlyCollection<KeyValuePair<int, int>> counts,
        CancellationToken cancellationToken
    )
    {
        if (counts.Count == 0)
            return;

        var rows = JsonSerializer.Serialize(counts.OrderBy(count => count.Key).Select(count => new[] { count.Key, count.Value }));
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE JSON_TABLE({rows}, '$[*]' COLUMNS (id INT PATH '$[0]', n INT PATH '$[1]')) AS liked
            STRAIGHT_JOIN product FORCE INDEX (PRIMARY) ON product.id = liked.id
            SET product.likes = product.likes + liked.n
            """,
            cancellationToken
        );
        await CountHourAsync(db, rows, cancellationToken);
        await db.CountChangeAsync(cancellationToken);
    }

    /// <summary>
    /// Likes of products that are not there: a deleted one's are added to its deletion, which gives them back when it is undone. The
    /// entries of the history are locked first, as restoring locks them; then the product is looked for once more, which waits for a
    /// deletion that is under way. Only after that its last entry is read: a deletion adds one without asking for the lock.
    /// </summary>
    private async Task CountLateAsync(AdminDbContext db, IReadOnlyList<KeyValuePair<int, int>> counts, CancellationToken cancellationToken)
    {
        List<int> ids = [.. counts.Select(count => count.Key).Order()];
        await db.LockHistoryAsync(ids, cancellationToken);
        var restored = await LockAsync(db, ids, cancellationToken);
        var last = await db.LockLastEntriesAsync(ids, cancellationToken);
        await CountAsync(db, [.. counts.Where(count => restored.Contains(count.Key))], cancellationToken);
        foreach (var (id, count) in counts.Where(count => !restored.Contains(count.Key)))
        {
            if (last.GetValueOrDefault(id) is { } deletion)
            {
                await db
                    .ProductHistory.Where(entry => entry.Id == deletion.Id)
                    .ExecuteUpdateAsync(entry => entry.SetProperty(e => e.Likes, e => e.Likes + (ulong)count), cancellationToken);
            }
            else
            {
                Log.UnknownProduct(logger, id, count);
            }
        }
    }

    /// <summary>
    /// The same likes once more, by hour, for the charts. Their hour is that of the counting: a like that waited counts when it comes. The
    /// products' rows are locked by now, so batches with a product in common never meet here.
    /// </summary>
    private Task<int> CountHourAsync(AdminDbContext db, string rows, CancellationToken cancellationToken)
    {
        var hour = HourlyLikes.HourOf(time.GetUtcNow().UtcDateTime);
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO product_likes_hourly (product_id, hour, likes)
            SELECT liked.id, {hour}, liked.n
            FROM JSON_TABLE({rows}, '$[*]' COLUMNS (id INT PATH '$[0]', n INT PATH '$[1]')) AS liked
            STRAIGHT_JOIN product FORCE INDEX (PRIMARY) ON product.id = liked.id
            ON DUPLICATE KEY UPDATE likes = product_likes_hourly.likes + liked.n
            """,
            cancellationToken
        );
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Count} likes of product {Product} are ignored: there never was such a product.")]
        internal static partial void UnknownProduct(ILogger logger, int product, int count);
    }
}
