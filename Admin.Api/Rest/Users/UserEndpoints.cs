using Admin.Api.Rest.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Admin.Api.Rest.Users;

internal static class UserEndpoints
{
    private const int MostAtOnce = 1000;
    private static readonly string[] GetAndHead = [HttpMethods.Get, HttpMethods.Head];

    internal static void MapUsers(this IEndpointRouteBuilder app) =>
        app.MapMethods("/api/user", GetAndHead, PickAsync)
            .WithName("pickUser")
            .WithTags("Users")
            .WithSummary("A user picked at random, every one as likely")
            .Produces<UserBody>()
            .Produces<ErrorBody>(StatusCodes.Status404NotFound)
            .DescribeExample(200, new UserBody(7));

    /// <summary>The same for many likes at once, for Main: one or more users, up to <c>count</c>.</summary>
    internal static void MapUserBatches(this IEndpointRouteBuilder internals) =>
        internals.MapGet("/users", PickManyAsync).ExcludeFromDescription();

    private static async Task<IResult> PickAsync(HttpResponse response, AdminDbContext db, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        return await RandomUsers.PickAsync(db, 1, cancellationToken) is [var id]
            ? new JsonAnswer<UserBody>(new UserBody(id))
            : new ApiError(StatusCodes.Status404NotFound, "No users available", Key: "error");
    }

    private static async Task<Ok<UsersBody>> PickManyAsync(
        HttpResponse response,
        AdminDbContext db,
        CancellationToken cancellationToken,
        int count = 1
    )
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new UsersBody(await RandomUsers.PickAsync(db, Math.Clamp(count, 1, MostAtOnce), cancellationToken)));
    }

    private sealed record UserBody(int Id);

    private sealed record UsersBody(List<int> Ids);
}
