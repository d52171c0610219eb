using ProductPlatform.Web;
using ProductPlatform.Web.Cookies;

namespace Main.Api.Storefront;

/// <summary>The storefront: pages for people, at the root of Main.Api.</summary>
internal static class StorefrontSetup
{
    private const string ForgeryCookie = "antiforgery";
    private const string MessageCookie = "message";
    private static readonly PathString[] ForPrograms = ["/flask", "/openapi", "/scalar", "/alive", "/health", "/metrics", "/ready"];

    internal static void AddStorefront(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorPages(pages => pages.RootDirectory = "/Storefront").RefuseVerbsWithoutHandler();
        builder.Services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(180));
        builder.Services.AddAntiforgery(forgery =>
        {
            forgery.Cookie.Name = ForgeryCookie;
            forgery.Cookie.SameSite = SameSiteMode.Strict;
            forgery.SuppressXFrameOptionsHeader = true;
        });
        builder.Services.Configure<Microsoft.AspNetCore.Mvc.CookieTempDataProviderOptions>(message =>
        {
            message.Cookie.Name = MessageCookie;
            message.Cookie.SameSite = SameSiteMode.Lax;
        });
    }

    /// <summary>Cookies and headers for pages, and error pages where a person asks.</summary>
    internal static void UseStorefront(this WebApplication app)
    {
        if (app.Environment.IsProduction())
            app.UseHsts();
        app.UseWhen(IsPage, pages => pages.UseOwnCookies("shop", "/", ForgeryCookie, MessageCookie).UseReadableForms().Use((context, next) =>
        {
            PageHeaders.Set(context.Response);
            // Who asks for no page gets errors as programs do.
            context.Response.AddVary(Microsoft.Net.Http.Headers.HeaderNames.Accept);
            return next(context);
        }));
        app.UseWhen(IsForPeople, pages =>
        {
            pages.UseExceptionHandler("/error/500");
            pages.UseStatusCodePagesWithReExecute("/error/{0}");
        });

        // Here, and not where the framework would put it: what is executed once more finds its way through it again.
        app.UseRouting();
    }

    /// <summary>Whether the answer is for a person's eyes: a page's address, asked by a browser.</summary>
    internal static bool IsForPeople(HttpContext context) =>
        IsPage(context) && context.Request.GetTypedHeaders().Accept.Any(range => range.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    private static bool IsPage(HttpContext context) => !ForPrograms.Any(path => context.Request.Path.StartsWithSegments(path));
}
