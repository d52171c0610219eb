using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using ProductPlatform.Web.Keys;

namespace ProductPlatform.Web.Cookies;

/// <summary>
/// Names a service's cookies as no other service and no other platform on the same host does: browsers tell cookies apart by host, path and
/// name, not by port. The code of the service knows its cookies by plain names; the browser has <c>session-admin-1f2e3d4c</c>, over https
/// with a prefix that keeps other hosts and plain http from setting it (RFC 6265bis, section 4.1.3).
/// </summary>
public static class OwnCookies
{
    /// <summary>The plain name of the cookie that belongs to the tokens in forms.</summary>
    public const string Antiforgery = "antiforgery";

    /// <summary>Configures the cookies of forms: the antiforgery token's, and <paramref name="message"/> for what outlives a
    /// redirect.</summary>
    public static void AddFormCookies(this IServiceCollection services, string message)
    {
        services.AddAntiforgery(forgery =>
        {
            forgery.Cookie.Name = Antiforgery;
            forgery.Cookie.SameSite = SameSiteMode.Strict;
            forgery.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<CookieTempDataProviderOptions>(data =>
        {
            data.Cookie.Name = message;
            data.Cookie.SameSite = SameSiteMode.Lax;
        });
    }

    /// <summary>Gives the cookies their names, their path and, over https, the attribute Secure. Goes before everything that reads or sets
    /// a cookie.</summary>
    /// <param name="names">The plain names. Cookies of others pass as they are, unless they could be taken for one of these.</param>
    public static IApplicationBuilder UseOwnCookies(this IApplicationBuilder app, string service, string path, params string[] names)
    {
        var platform = app.ApplicationServices.GetRequiredService<PlatformId>();
        app.Use(
            (context, next) =>
            {
                var naming = CookieNaming.For(context.Request, service, path, platform);
                context.Features.Set(naming);
                if (context.Request.Headers.Cookie is { Count: > 0 } sent)
                    context.Request.Headers.Cookie = naming.Received(sent, names);
                return next(context);
            }
        );
        return app.UseCookiePolicy(
            new CookiePolicyOptions
            {
                Secure = CookieSecurePolicy.SameAsRequest,
                OnAppendCookie = cookie => (cookie.CookieName, cookie.CookieOptions.Path) = Sent(cookie.Context, cookie.CookieName),
                OnDeleteCookie = cookie => (cookie.CookieName, cookie.CookieOptions.Path) = Sent(cookie.Context, cookie.CookieName),
            }
        );
    }

    /// <summary>How the browser knows this service's cookies; null outside the branch that has them.</summary>
    public static CookieNaming? CookieNames(this HttpContext context)
    {
        return context.Features.Get<CookieNaming>();
    }

    private static (string Name, string Path) Sent(HttpContext context, string name)
    {
        var naming = context.Features.GetRequiredFeature<CookieNaming>();
        return (naming.NameOf(name), naming.Path);
    }
}
