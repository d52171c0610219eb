using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Net.Http.Headers;

namespace Main.Api.Storefront.Languages;

/// <summary>Sets the language of a page to the one that the browser prefers.</summary>
internal sealed class PageLanguage : IAsyncResourceFilter
{
    public Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Language.From(context.HttpContext.Request).Culture;
        context.HttpContext.Response.AddVary(HeaderNames.AcceptLanguage);
        return next();
    }
}
