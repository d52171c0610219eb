using Main.Api.Storefront.Languages;
using ProductPlatform.Web.Cookies;

namespace Main.Api.Storefront;

/// <summary>The storefront: pages for people, at the root of Main.Api.</summary>
internal static class StorefrontExtensions
{
    private const string MessageCookie = "message";
    private static readonly PathString[] ForPrograms = ["/flask", "/openapi", "/scalar", "/alive", "/health", "/metrics", "/ready"];

    internal static void AddStorefront(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorPages(pages => pages.RootDirectory = "/Storefront").RefuseVerbsWithoutHandler();
        builder.Services.Configure<MvcOptions>(mvc => mvc.Filters.Add<PageLanguage>());
        builder.Services.AddFormCookies(MessageCookie);
        builder.Services.AddSingleton<CatalogueSize>();
    }

    /// <summary>Cookies and headers for pages, and error pages where a person asks.</summary>
    internal static void UseStorefront(this WebApplication app)
    {
        app.UseWhen(
            IsPage,
            pages =>
                pages
                    .UseOwnCookies("shop", "/", OwnCookies.Antiforgery, MessageCookie, LikedProducts.Cookie)
                    .UseReadableForms()
                    .Use(
                        (context, next) =>
                        {
                            PageHeaders.Set(context.Response);
                            // Who asks for no page gets errors as programs do.
                            context.Response.AddVary(Microsoft.Net.Http.Headers.HeaderNames.Accept);
                            return next(context);
                        }
                    )
        );
        app.UseWhen(
            IsForPeople,
            pages =>
            {
                pages.UseExceptionPage("/error/500");
                pages.UseStatusCodePagesWithReExecute("/error/{0}");
            }
        );
    }

    /// <summary>Whether the answer is for a person's eyes: a page's address, asked by a browser.</summary>
    internal static bool IsForPeople(HttpContext context) =>
        IsPage(context)
        && context.Request.GetTypedHeaders().Accept.Any(range => range.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    private static bool IsPage(HttpContext context) => !ForPrograms.Any(path => context.Request.Path.StartsWithSegments(path));
}
