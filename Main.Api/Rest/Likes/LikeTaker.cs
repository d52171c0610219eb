using Main.Api.Rest.Users;
using Main.Data.Likes;

namespace Main.Api.Rest.Likes;

internal enum LikeAnswer
{
    Liked,
    AlreadyLiked,
    UnknownProduct,
    NoUserAvailable,
}

/// <summary>Takes a like, from the API or from the storefront: for a product that is there, by a user that Admin picks.</summary>
internal sealed class LikeTaker(MainDbContext db, UserSupply users, LikeStore likes)
{
    internal async Task<LikeAnswer> TakeAsync(int productId, CancellationToken cancellationToken)
    {
        var user = users.TryTake();
        if (user is null)
        {
            // Known products only: a flood of wrong ids must not become a flood at Admin.
            if (!await db.Products.AnyAsync(product => product.Id == productId && product.DeletedAt == null, cancellationToken))
                return LikeAnswer.UnknownProduct;

            user = await users.TakeAsync(cancellationToken);
        }

        if (user is not { } userId)
            return LikeAnswer.NoUserAvailable;

        return await likes.LikeAsync(productId, userId, cancellationToken) switch
        {
            LikeOutcome.Liked => LikeAnswer.Liked,
            LikeOutcome.AlreadyLiked => LikeAnswer.AlreadyLiked,
            _ => LikeAnswer.UnknownProduct,
        };
    }
}
