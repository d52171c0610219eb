using Microsoft.EntityFrameworkCore;
using MySqlConnector;
using ProductPlatform.Messaging.Contracts;

namespace Main.Data.Likes;

/// <summary>What became of a like.</summary>
public enum LikeOutcome
{
    /// <summary>It is stored, together with its event.</summary>
    Liked,

    /// <summary>The user liked the product before; nothing was stored.</summary>
    AlreadyLiked,

    /// <summary>There is no such product.</summary>
    UnknownProduct,
}

/// <summary>Takes likes: the like and its event in one transaction, once per user and product.</summary>
public sealed class LikeStore(MainDbContext db, TimeProvider time, LikeMetrics metrics)
{
    /// <summary>Stores that <paramref name="userId"/> likes <paramref name="productId"/>.</summary>
    public async Task<LikeOutcome> LikeAsync(int productId, int userId, CancellationToken cancellationToken) =>
        metrics.Count(await StoreAsync(productId, userId, cancellationToken));

    private Task<LikeOutcome> StoreAsync(int productId, int userId, CancellationToken cancellationToken)
    {
        var repeated = false;
        return db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            if (!await db.Products.AnyAsync(product => product.Id == productId && product.DeletedAt == null, cancellationToken))
            {
                return LikeOutcome.UnknownProduct;
            }

            var liked = OutgoingEvents.ProductLiked(productId, userId, time.GetUtcNow().UtcDateTime);
            db.Likes.Add(new ProductUser { UserId = userId, ProductId = productId, MessageId = liked.MessageId });
            db.Outbox.Add(liked);
            var first = !repeated;
            repeated = true;
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return LikeOutcome.Liked;
            }
            catch (DbUpdateException refused) when (refused.InnerException is MySqlException { ErrorCode: MySqlErrorCode.DuplicateKeyEntry })
            {
                // After a repetition the like found may be the one whose commit went through though its answer was lost: it is stored, once.
                return first ? LikeOutcome.AlreadyLiked : LikeOutcome.Liked;
            }
        });
    }
}
