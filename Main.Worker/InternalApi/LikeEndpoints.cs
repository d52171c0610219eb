using Main.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Main.Worker.InternalApi;

/// <summary>Likes for Admin's <c>reconcile</c>; who liked is not told.</summary>
internal static class LikeEndpoints
{
    private const int MaxPage = 10_000;

    internal static void MapLikes(this IEndpointRouteBuilder app) => app.MapGet("/likes", ListAsync);

    /// <param name="db">Main's database.</param>
    /// <param name="after">Only likes with a greater id.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="product">Only likes of this product.</param>
    private static async Task<Ok<List<LikeBody>>> ListAsync(
        MainDbContext db,
        CancellationToken cancellationToken,
        long after = 0,
        int limit = MaxPage,
        int? product = null
    )
    {
        // One statement: a like whose event is not waiting has left for the broker, and nothing in between.
        var likes = await db
            .Likes.AsNoTracking()
            .Where(like => like.Id > after && (product == null || like.ProductId == product))
            .OrderBy(like => like.Id)
            .Take(Math.Clamp(limit, 1, MaxPage))
            .Select(like => new LikeBody(
                like.Id,
                like.ProductId,
                like.MessageId,
                db.Outbox.Any(message => message.MessageId == like.MessageId)
            ))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(likes);
    }

    /// <param name="Id">The like.</param>
    /// <param name="ProductId">The product liked.</param>
    /// <param name="MessageId">Its event; null when it was imported and never had one.</param>
    /// <param name="Waiting">Whether the event still waits to be published.</param>
    private sealed record LikeBody(long Id, int ProductId, Guid? MessageId, bool Waiting);
}
