namespace Admin.Api.Rest.Http;

/// <summary>405 from a route of our own; the body comes with those that routing answers.</summary>
internal sealed class VerbNotAllowed(string allow) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.Allow = allow;
        httpContext.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    }
}
