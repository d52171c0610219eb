using Admin.Api.Rest.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Net.Http.Headers;

namespace Admin.Api.Rest.Access;

/// <summary>
/// Decides whether a request may write. Only the Authorization header counts: a cookie never does, so no other site can
/// make a signed-in person's browser write. A token that is sent is looked at even where none is needed: it says who writes.
/// </summary>
internal sealed class WriteAccess(IOptions<ApiOptions> options) : IEndpointFilter
{
    private static readonly ApiError NoCredentials = new(
        StatusCodes.Status401Unauthorized,
        "Authentication credentials were not provided."
    );
    private static readonly ApiError Unknown = new(StatusCodes.Status401Unauthorized, "Invalid token.");
    private static readonly ApiError OutOfScope = new(StatusCodes.Status403Forbidden, "You do not have permission to perform this action.");

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var token = await http.AuthenticateAsync(TokenHandler.Bearer);
        if (token.Succeeded)
            http.User = token.Principal;

        return token switch
        {
            { Failure: not null } => Refuse(Unknown, " error=\"invalid_token\""),
            { Succeeded: true } when !http.User.HasClaim(Scopes.ClaimType, Scopes.WriteProducts) => Refuse(
                OutOfScope,
                $" error=\"insufficient_scope\", scope=\"{Scopes.WriteProducts}\""
            ),
            { Succeeded: false } when options.Value.AnonymousWrites != true => Refuse(NoCredentials, ""),
            _ => await next(context),
        };

        ApiError Refuse(ApiError error, string reason)
        {
            http.Response.Headers[HeaderNames.WWWAuthenticate] = TokenHandler.Bearer + reason;
            return error;
        }
    }

    /// <summary>Who writes, as the history records it.</summary>
    internal static string Actor(HttpContext context) => context.User.Identity?.Name ?? "api";
}
