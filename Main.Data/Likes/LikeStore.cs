using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Database;
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

/// <summary>Takes likes: the like and its event in one transaction, once per user and product. Likes that come at the same time share a transaction.</summary>
public sealed class LikeStore(IServiceScopeFactory scopes, TimeProvider time, LikeMetrics metrics)
{
    private const int MostAtOnce = 256;

    private readonly GroupCommit<NewLike, LikeOutcome> _commits = new((likes, token) => StoreAsync(scopes, likes, token), MostAtOnce);

    /// <summary>Stores that <paramref name="userId"/> likes <paramref name="productId"/>.</summary>
    public async Task<LikeOutcome> LikeAsync(int productId, int userId, CancellationToken cancellationToken)
    {
        var like = new NewLike(productId, userId, OutgoingEvents.ProductLiked(productId, userId, time.GetUtcNow().UtcDateTime));
        return metrics.Count(await _commits.WriteAsync(like, cancellationToken));
    }

    private static async Task<IReadOnlyList<LikeOutcome>> StoreAsync(
        IServiceScopeFactory scopes,
        IReadOnlyList<NewLike> likes,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        return await new LikeBatch(scope.ServiceProvider.GetRequiredService<MainDbContext>(), likes).StoreAsync(cancellationToken);
    }
}
