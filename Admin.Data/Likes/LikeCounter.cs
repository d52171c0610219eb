using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ProductPlatform.Messaging.Consuming;
using ProductPlatform.Messaging.Contracts;

namespace Admin.Data.Likes;

/// <summary>Counts likes: adds, never reads and writes back, so that two workers cannot lose one another's.</summary>
public sealed partial class LikeCounter(TimeProvider time, ILogger<LikeCounter> logger) : IEventApplier<AdminDbContext>
{
    /// <inheritdoc/>
    public async Task ApplyAsync(AdminDbContext db, IReadOnlyList<IncomingEvent> events, CancellationToken cancellationToken)
    {
        // Always in the order of the ids: two batches that lock the same rows then wait for each other instead of deadlocking.
        var counts = events.OfType<ProductLiked>().CountBy(like => like.ProductId).OrderBy(count => count.Key).ToList();
        if (counts.Count == 0)
        {
            return;
        }

        var rows = JsonSerializer.Serialize(counts.Select(count => new[] { count.Key, count.Value }));
        var known = await db.Database.ExecuteSqlAsync($"""
            UPDATE JSON_TABLE({rows}, '$[*]' COLUMNS (id INT PATH '$[0]', n INT PATH '$[1]')) AS liked
            STRAIGHT_JOIN product FORCE INDEX (PRIMARY) ON product.id = liked.id
            SET product.likes = product.likes + liked.n
            """, cancellationToken);
        await CountHourAsync(db, rows, cancellationToken);
        if (known < counts.Count)
        {
            Log.UnknownProducts(logger, counts.Count - known);
        }
    }

    /// <summary>
    /// The same likes once more, by hour, for the charts. Their hour is that of the counting: a like that waited counts when it comes. The products'
    /// rows are locked by now, so batches with a product in common never meet here.
    /// </summary>
    private Task<int> CountHourAsync(AdminDbContext db, string rows, CancellationToken cancellationToken)
    {
        var hour = HourlyLikes.HourOf(time.GetUtcNow().UtcDateTime);
        return db.Database.ExecuteSqlAsync($"""
            INSERT INTO product_likes_hourly (product_id, hour, likes)
            SELECT liked.id, {hour}, liked.n
            FROM JSON_TABLE({rows}, '$[*]' COLUMNS (id INT PATH '$[0]', n INT PATH '$[1]')) AS liked
            STRAIGHT_JOIN product FORCE INDEX (PRIMARY) ON product.id = liked.id
            ON DUPLICATE KEY UPDATE likes = product_likes_hourly.likes + liked.n
            """, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Likes for {Count} products that are not here are counted nowhere.")]
        internal static partial void UnknownProducts(ILogger logger, int count);
    }
}
