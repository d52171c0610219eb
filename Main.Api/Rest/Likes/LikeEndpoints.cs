using Main.Api.Rest.Users;

namespace Main.Api.Rest.Likes;

internal static class LikeEndpoints
{
    private static readonly ApiError AlreadyLiked = ApiError.Create(StatusCodes.Status400BadRequest, "You already liked this product.");

    // The body is never read, so its size does not matter.
    internal static void MapLikes(this IEndpointRouteBuilder app) =>
        app.MapPost("/flask/api/products/{id}/like", LikeAsync)
            .WithName("likeProduct")
            .WithTags("Likes")
            .WithSummary("Like a product")
            .Produces<LikeBody>()
            .Produces<ApiError>(400, CompactJson.ProblemMediaType)
            .Produces<ApiError>(404, CompactJson.ProblemMediaType)
            .Produces<ApiError>(429, CompactJson.ProblemMediaType)
            .Produces<ApiError>(503, CompactJson.ProblemMediaType)
            .DescribeRetryAfter(429, 503)
            .DescribeExample(200, new LikeBody("success"))
            .DescribeExample(400, AlreadyLiked)
            .RequireRateLimiting(LikeLimits.Api)
            .WithMetadata(new DisableRequestSizeLimitAttribute());

    private static async Task<IResult> LikeAsync(
        string id,
        HttpResponse response,
        LikeTaker likes,
        IOptions<AdminUsersOptions> options,
        CancellationToken cancellationToken
    )
    {
        var answer = int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var productId)
            ? await likes.TakeAsync(productId, cancellationToken)
            : LikeAnswer.UnknownProduct;
        if (answer == LikeAnswer.NoUserAvailable)
            options.Value.SetRetryAfter(response);
        return answer switch
        {
            LikeAnswer.Liked => new JsonAnswer<LikeBody>(new LikeBody("success")),
            LikeAnswer.AlreadyLiked => AlreadyLiked,
            LikeAnswer.NoUserAvailable => ApiError.Create(
                StatusCodes.Status503ServiceUnavailable,
                "No user is available. Try again later."
            ),
            _ => ApiError.Create(StatusCodes.Status404NotFound, "Product not found"),
        };
    }

    private sealed record LikeBody(string Message);
}
