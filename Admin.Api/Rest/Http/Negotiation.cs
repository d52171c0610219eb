using Microsoft.Net.Http.Headers;

namespace Admin.Api.Rest.Http;

/// <summary>Answers 406, before anything else, to a client that accepts nothing this API writes.</summary>
internal static class Negotiation
{
    internal static void UseNegotiation(this WebApplication app) => app.Use(NegotiateAsync);

    private static async Task NegotiateAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/api/health"))
        {
            await next(context);
            return;
        }

        // Errors come in two forms, so a cache must not hand one client's to another.
        context.Response.AddVary(HeaderNames.Accept);
        if (Accept.Allows(context.Request))
            await next(context);
        else
            context.Response.StatusCode = StatusCodes.Status406NotAcceptable;
    }
}
