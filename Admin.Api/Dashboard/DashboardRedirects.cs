using Admin.Api.Dashboard.Access;
using Microsoft.AspNetCore.Rewrite;
using Microsoft.Net.Http.Headers;

namespace Admin.Api.Dashboard;

/// <summary>Leads people to the dashboard's pages: from the host's own address, and from those that Django's admin had.</summary>
internal static class DashboardRedirects
{
    internal static void UseDashboardRedirects(this WebApplication app) =>
        app.UseRewriter(
            new RewriteOptions()
                .Add(RedirectBrowser)
                .AddRedirect(@"^admin/products/product/?$", "admin/products")
                .AddRedirect(@"^admin/products/product/add/?$", "admin/products/add")
                .AddRedirect(@"^admin/products/product/(\d+)/(?:change/?)?$", "admin/products/$1")
                .AddRedirect(@"^admin/products/product/(\d+)/(delete|history)/?$", "admin/products/$1/$2")
                .AddRedirect(@"^admin/auth/(user|group)/?$", "admin/$1s")
                .AddRedirect(@"^admin/auth/(user|group)/add/?$", "admin/$1s/add")
                .AddRedirect(@"^admin/auth/(user|group)/(\d+)/(?:change/?)?$", "admin/$1s/$2")
                .AddRedirect(@"^admin/auth/user/(\d+)/password/?$", "admin/users/$1/password")
                .AddRedirect(@"^admin/password_change/?$", "admin/password")
        );

    /// <summary>A program that asks for the host's address gets the API's 404, as it always did.</summary>
    private static void RedirectBrowser(RewriteContext context)
    {
        var request = context.HttpContext.Request;
        if (
            request.Path != "/"
            || !HttpMethods.IsGet(request.Method)
            || request.GetTypedHeaders().Accept?.Any(range => range.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase))
                != true
        )
        {
            return;
        }

        context.HttpContext.Response.Redirect(request.PathBase + DashboardAccess.Root);
        context.HttpContext.Response.Headers.CacheControl = CacheControlHeaderValue.NoCacheString;
        context.Result = RuleResult.EndResponse;
    }
}
