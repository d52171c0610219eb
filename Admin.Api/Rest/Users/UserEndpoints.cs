using System.Reflection;
using Admin.Api.Rest.Http;
using Admin.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using ProductPlatform.Web;

namespace Admin.Api.Rest.Users;

internal static class UserEndpoints
{
    private static readonly string[] GetAndHead = [HttpMethods.Get, HttpMethods.Head];

    internal static void MapUsers(this IEndpointRouteBuilder app) =>
        app.MapMethods("/api/user", GetAndHead, PickAsync).WithTags("Users").WithSummary("A user picked at random, every one as likely");

    private static async Task<Results<JsonOk<UserBody>, NoUsers>> PickAsync(
        HttpResponse response, AdminDbContext db, CancellationToken cancellation)
    {
        response.Headers.CacheControl = "no-store";
        return await RandomUser.PickAsync(db, cancellation) is { } id ? new JsonOk<UserBody>(new UserBody(id)) : new NoUsers();
    }

    private sealed record UserBody(int Id);

    private sealed class NoUsers : IResult, IEndpointMetadataProvider
    {
        static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
            AnswerMetadata.Add<ErrorBody>(builder, StatusCodes.Status404NotFound);

        public Task ExecuteAsync(HttpContext httpContext) =>
            new ApiError(StatusCodes.Status404NotFound, "No users available", Key: "error").WriteAsync(httpContext);
    }
}
