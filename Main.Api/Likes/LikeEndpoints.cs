using System.Globalization;
using Main.Api.Http;
using Main.Api.Users;
using Main.Data;
using Main.Data.Likes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProductPlatform.ServiceDefaults.Http;

namespace Main.Api.Likes;

internal static class LikeEndpoints
{
    // The body is never read, so its size is nobody's business.
    internal static void MapLikes(this IEndpointRouteBuilder app) =>
        app.MapPost("/flask/api/products/{id}/like", LikeAsync).WithTags("Likes").WithSummary("Like a product")
            .WithMetadata(new DisableRequestSizeLimitAttribute());

    private static async Task<Results<JsonOk<LikeBody>, BadRequestProblem, NotFoundProblem, UnavailableProblem>> LikeAsync(
        string id, MainDbContext db, AdminUsers users, LikeStore likes, IOptions<AdminUsersOptions> options, CancellationToken cancellation)
    {
        // Known products only: a flood of wrong ids must not become a flood at Admin.
        if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var productId)
            || !await db.Products.AnyAsync(product => product.Id == productId && product.DeletedAt == null, cancellation))
            return ProductNotFound();

        if (await users.PickAsync(cancellation) is not { } userId)
            return new UnavailableProblem("No user can be had at the moment. Try again later.", options.Value.RetryAfter);

        return await likes.LikeAsync(productId, userId, cancellation) switch
        {
            LikeOutcome.Liked => new JsonOk<LikeBody>(new LikeBody("success")),
            LikeOutcome.AlreadyLiked => new BadRequestProblem("You already liked this product."),
            _ => ProductNotFound(),
        };
    }

    private static NotFoundProblem ProductNotFound() => new("Product not found");

    private sealed record LikeBody(string Message);
}
