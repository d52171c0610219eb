using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Database;
using ProductPlatform.Messaging.Publishing;

namespace Main.Data.Likes;

/// <summary>A like that is to be stored. The message id tells it from another's of the same user and product, however often it is tried.</summary>
internal sealed record NewLike(int ProductId, int UserId, OutboxMessage Event);

/// <summary>Stores likes in one transaction. They are written by statements for all at once: one by one, they were most of a like's time.</summary>
internal sealed class LikeBatch(MainDbContext db, IReadOnlyList<NewLike> likes)
{
    // By the unique key: two batches that wait for the same rows do so in the same order.
    private readonly IReadOnlyList<NewLike> _likes = [.. likes.OrderBy(like => like.UserId).ThenBy(like => like.ProductId)];
    private List<NewLike> _stored = [];

    /// <returns>The outcome of each like, in their order.</returns>
    internal async Task<IReadOnlyList<LikeOutcome>> StoreAsync(CancellationToken cancellationToken)
    {
        var outcomes = await db.InTransactionAsync(
            StoreAllAsync,
            cancellationToken,
            new TransactionOptions { IsCommitted = IsCommittedAsync }
        );
        return [.. likes.Select(like => outcomes[like])];
    }

    private async Task<Dictionary<NewLike, LikeOutcome>> StoreAllAsync(CancellationToken cancellationToken)
    {
        var rows = JsonSerializer.Serialize(_likes.Select(like => new object[] { like.UserId, like.ProductId, like.Event.MessageId }));
        await InsertAsync(rows, cancellationToken);
        var found = await FindAsync(rows, cancellationToken);
        var outcomes = _likes.Zip(found).ToDictionary(pair => pair.First, pair => OutcomeOf(pair.First, pair.Second));
        _stored = [.. _likes.Where(like => outcomes[like] == LikeOutcome.Liked)];
        await db.AddToOutboxAsync([.. _stored.Select(like => like.Event)], cancellationToken);
        return outcomes;
    }

    private static LikeOutcome OutcomeOf(NewLike like, FoundLike found) =>
        found switch
        {
            { UserId: not null } when found.MessageId == like.Event.MessageId => LikeOutcome.Liked,
            { ProductId: null } => LikeOutcome.UnknownProduct,
            _ => LikeOutcome.AlreadyLiked,
        };

    /// <summary>Those of products that are there, and that their users have not liked before.</summary>
    private Task<int> InsertAsync(string rows, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO product_user (user_id, product_id, message_id)
            SELECT liked.user_id, liked.product_id, liked.message_id
            FROM JSON_TABLE({rows}, '$[*]' COLUMNS (
                user_id INT PATH '$[0]', product_id INT PATH '$[1]', message_id CHAR(36) PATH '$[2]')) AS liked
            STRAIGHT_JOIN product ON product.id = liked.product_id AND product.deleted_at IS NULL
            ON DUPLICATE KEY UPDATE user_id = product_user.user_id
            """,
            cancellationToken
        );

    /// <summary>What is there now, in the order of the likes.</summary>
    private Task<List<FoundLike>> FindAsync(string rows, CancellationToken cancellationToken) =>
        db
            .Database.SqlQuery<FoundLike>(
                $"""
                SELECT product.id AS ProductId, existing.user_id AS UserId, existing.message_id AS MessageId
                FROM JSON_TABLE({rows}, '$[*]' COLUMNS (
                    number FOR ORDINALITY, user_id INT PATH '$[0]', product_id INT PATH '$[1]')) AS liked
                LEFT JOIN product ON product.id = liked.product_id AND product.deleted_at IS NULL
                LEFT JOIN product_user AS existing ON existing.user_id = liked.user_id AND existing.product_id = liked.product_id
                ORDER BY liked.number
                """
            )
            .ToListAsync(cancellationToken);

    /// <summary>All are committed when one is.</summary>
    private async Task<bool> IsCommittedAsync(CancellationToken cancellationToken) =>
        _stored is [var first, ..]
        && await db.Likes.AnyAsync(
            like => like.UserId == first.UserId && like.ProductId == first.ProductId && like.MessageId == first.Event.MessageId,
            cancellationToken
        );

    /// <param name="ProductId">The product, when it is there.</param>
    /// <param name="UserId">The user, when he likes it.</param>
    /// <param name="MessageId">The message of that like.</param>
    private sealed record FoundLike(int? ProductId, int? UserId, Guid? MessageId);
}
