using Admin.Api.Rest.Http;

namespace Admin.Api.Rest.Users;

internal static class UserEndpoints
{
    private static readonly string[] GetAndHead = [HttpMethods.Get, HttpMethods.Head];

    internal static void MapUsers(this IEndpointRouteBuilder app) =>
        app.MapMethods("/api/user", GetAndHead, PickAsync)
            .WithTags("Users")
            .WithSummary("A user picked at random, every one as likely")
            .Produces<UserBody>()
            .Produces<ErrorBody>(StatusCodes.Status404NotFound);

    private static async Task<IResult> PickAsync(HttpResponse response, AdminDbContext db, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        return await RandomUser.PickAsync(db, cancellationToken) is { } id
            ? new JsonAnswer<UserBody>(new UserBody(id))
            : new ApiError(StatusCodes.Status404NotFound, "No users available", Key: "error");
    }

    private sealed record UserBody(int Id);
}
