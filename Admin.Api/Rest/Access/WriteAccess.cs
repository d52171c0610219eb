using Admin.Api.Auth;
using Admin.Api.Rest.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Admin.Api.Rest.Access;

/// <summary>
/// Decides whether a request may write. Only the Authorization header counts: a cookie never does, so no other site can
/// make a signed-in person's browser write. A token that is sent is looked at even where none is needed: it says who writes.
/// </summary>
internal sealed class WriteAccess(IOptions<ApiOptions> options) : IEndpointFilter
{
    private static readonly Refusal NoCredentials =
        new(StatusCodes.Status401Unauthorized, "Authentication credentials were not provided.", TokenHandler.Bearer);

    private static readonly Refusal Unknown =
        new(StatusCodes.Status401Unauthorized, "Invalid token.", $"{TokenHandler.Bearer} error=\"invalid_token\"");

    private static readonly Refusal OutOfScope = new(
        StatusCodes.Status403Forbidden,
        "You do not have permission to perform this action.",
        $"{TokenHandler.Bearer} error=\"insufficient_scope\", scope=\"{Scopes.WriteProducts}\"");

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var token = await http.AuthenticateAsync(TokenHandler.Bearer);
        if (token.Succeeded)
            http.User = token.Principal;

        var refusal = token switch
        {
            { Failure: not null } => Unknown,
            { Succeeded: true } => http.User.HasClaim(Scopes.ClaimType, Scopes.WriteProducts) ? null : OutOfScope,
            _ => options.Value.AnonymousWrites == true ? null : NoCredentials,
        };
        return refusal ?? await next(context);
    }

    /// <summary>Who writes, as the history records it.</summary>
    internal static string Actor(HttpContext context) => context.User.Identity?.Name ?? "api";

    private sealed class Refusal(int status, string sentence, string challenge) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers[HeaderNames.WWWAuthenticate] = challenge;
            return new ApiError(status, sentence).WriteAsync(httpContext);
        }
    }
}
