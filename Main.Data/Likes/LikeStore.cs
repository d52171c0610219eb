using Microsoft.EntityFrameworkCore;
using MySqlConnector;
using ProductPlatform.Messaging.Publishing;

namespace Main.Data.Likes;

/// <summary>The outcome of a like.</summary>
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
        // A try whose commit's answer was lost may have stored its like: found again, it is told from another's by its message id.
        List<Guid> tried = [];
        return db
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(async () =>
            {
                db.ChangeTracker.Clear();
                if (!await db.Products.AnyAsync(product => product.Id == productId && product.DeletedAt == null, cancellationToken))
                    return LikeOutcome.UnknownProduct;

                var liked = OutgoingEvents.ProductLiked(productId, userId, time.GetUtcNow().UtcDateTime);
                db.Likes.Add(
                    new ProductUser
                    {
                        UserId = userId,
                        ProductId = productId,
                        MessageId = liked.MessageId,
                    }
                );
                db.Outbox.Add(liked);
                try
                {
                    await db.SaveChangesAsync(cancellationToken);
                    return LikeOutcome.Liked;
                }
                catch (DbUpdateException exception)
                    when (exception.InnerException is MySqlException { ErrorCode: MySqlErrorCode.DuplicateKeyEntry })
                {
                    return await IsStoredAsync(productId, userId, tried, cancellationToken) ? LikeOutcome.Liked : LikeOutcome.AlreadyLiked;
                }
                finally
                {
                    tried.Add(liked.MessageId);
                }
            });
    }

    private Task<bool> IsStoredAsync(int productId, int userId, List<Guid> messages, CancellationToken cancellationToken) =>
        db.Likes.AnyAsync(
            like => like.UserId == userId && like.ProductId == productId && messages.Contains(like.MessageId!.Value),
            cancellationToken
        );
}
