using Admin.Api.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Admin.Api.Auth;

/// <summary>
/// Decides whether a request may write. Only the Authorization header counts: a cookie never does, so no other site can
/// make a signed-in person's browser write.
/// </summary>
internal sealed class WriteAccess(IOptions<ApiOptions> options) : IEndpointFilter
{
    private const string Scheme = "Bearer";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        options.Value.AnonymousWrites == true ? await next(context) : new Refusal(Refuse(context.HttpContext.Request));

    /// <summary>No token has been issued to anyone yet, so every token is unknown.</summary>
    private static string Refuse(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Scheme + " ", StringComparison.OrdinalIgnoreCase)
            ? "Invalid token."
            : "Authentication credentials were not provided.";

    private sealed class Refusal(string sentence) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers[HeaderNames.WWWAuthenticate] = Scheme;
            return new ApiError(StatusCodes.Status401Unauthorized, sentence).WriteAsync(httpContext);
        }
    }
}
