using System.Globalization;
using Main.Api.Rest.Users;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using ProductPlatform.Web;

namespace Main.Api.Rest.Likes;

internal static class LikeEndpoints
{
    // The body is never read, so its size is nobody's business.
    internal static void MapLikes(this IEndpointRouteBuilder app) =>
        app.MapPost("/flask/api/products/{id}/like", LikeAsync).WithTags("Likes").WithSummary("Like a product")
            .RequireRateLimiting(LikeLimits.Api)
            .WithMetadata(new DisableRequestSizeLimitAttribute());

    private static async Task<Results<JsonOk<LikeBody>, BadRequestProblem, NotFoundProblem, UnavailableProblem>> LikeAsync(
        string id, LikeTaker likes, IOptions<AdminUsersOptions> options, CancellationToken cancellation)
    {
        var answer = int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var productId)
            ? await likes.TakeAsync(productId, cancellation)
            : LikeAnswer.UnknownProduct;
        return answer switch
        {
            LikeAnswer.Liked => new JsonOk<LikeBody>(new LikeBody("success")),
            LikeAnswer.AlreadyLiked => new BadRequestProblem("You already liked this product."),
            LikeAnswer.NobodyToLike => new UnavailableProblem("No user can be had at the moment. Try again later.", options.Value.RetryAfter),
            _ => new NotFoundProblem("Product not found"),
        };
    }

    private sealed record LikeBody(string Message);
}
