using Main.Api.Rest.Users;
using Main.Data;
using Main.Data.Likes;
using Microsoft.EntityFrameworkCore;

namespace Main.Api.Rest.Likes;

/// <summary>What a person who likes something is told.</summary>
internal enum LikeAnswer
{
    Liked,
    AlreadyLiked,
    UnknownProduct,
    NoUserAvailable,
}

/// <summary>Takes a like, from the API or from the storefront: for a product that is there, by the user that Admin picks.</summary>
internal sealed class LikeTaker(MainDbContext db, AdminUsers users, LikeStore likes)
{
    internal async Task<LikeAnswer> TakeAsync(int productId, CancellationToken cancellation)
    {
        // Known products only: a flood of wrong ids must not become a flood at Admin.
        if (!await db.Products.AnyAsync(product => product.Id == productId && product.DeletedAt == null, cancellation))
            return LikeAnswer.UnknownProduct;
        if (await users.PickAsync(cancellation) is not { } userId)
            return LikeAnswer.NoUserAvailable;

        return await likes.LikeAsync(productId, userId, cancellation) switch
        {
            LikeOutcome.Liked => LikeAnswer.Liked,
            LikeOutcome.AlreadyLiked => LikeAnswer.AlreadyLiked,
            _ => LikeAnswer.UnknownProduct,
        };
    }
}
