using Microsoft.Net.Http.Headers;

namespace Admin.Api.Http;

internal static class SecurityHeaders
{
    /// <summary>Scripts and styles from files of ours only; pictures from anywhere, as products have them.</summary>
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' http: https:; font-src 'self'; "
        + "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Data: nothing in it is to be run or loaded, even when it is opened in a browser.</summary>
    private const string DataPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    /// <summary>The API's description, a page of a library with a script of its own; in Development only.</summary>
    private const string DescriptionPolicy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

    internal static void UseSecurityHeaders(this WebApplication app)
    {
        app.UseStrictTransport();
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(static state => SetAsync((HttpContext)state), context);
                return next(context);
            }
        );
    }

    private static Task SetAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        var path = context.Request.Path;
        var isPage = path.StartsWithSegments("/admin");
        headers.ContentSecurityPolicy =
            isPage ? PagePolicy
            : path.StartsWithSegments("/scalar") ? DescriptionPolicy
            : DataPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (isPage)
        {
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            // After signing out, pages must not be in the browser's cache. Files say themselves how long they keep.
            if (!headers.ContainsKey(HeaderNames.CacheControl))
                headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }
}
