using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Dashboard;

/// <summary>Stands before every request: this machine's names only, a session, no forged form, the browser's own defences on.</summary>
internal sealed class DashboardGuard(DashboardAccess access)
{
    private const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-store";

        // Another name that resolves to this machine is how a foreign page would reach it (DNS rebinding).
        if (request.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]"))
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        if (request.Path.StartsWithSegments("/assets") || request.Path == "/login")
        {
            await next(context);
            return;
        }
        if (access.SessionOf(context) is not { } session)
        {
            await Refuse(context);
            return;
        }
        if (HttpMethods.IsPost(request.Method) && !await IsOwnForm(request, session))
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        context.Features.Set(session);
        await next(context);
    }

    private static Task Refuse(HttpContext context)
    {
        var wantsPage = HttpMethods.IsGet(context.Request.Method)
            && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        if (wantsPage) context.Response.Redirect("/login");
        else context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static async Task<bool> IsOwnForm(HttpRequest request, DashboardSession session) =>
        request.HasFormContentType
        && DashboardAccess.IsSame((await request.ReadFormAsync(request.HttpContext.RequestAborted))["form-token"], session.FormToken);
}
