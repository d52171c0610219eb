using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Net.Http.Headers;

namespace ProductPlatform.Web;

/// <summary>Requests that Razor Pages would answer with 500 though the client is wrong.</summary>
public static class PageRequests
{
    private const string DisabledCharset = "utf-7";

    /// <summary>Answers 405 where a page has no handler for the verb: the framework draws the page with nothing in it, which most of them
    /// cannot.</summary>
    public static IMvcBuilder RefuseVerbsWithoutHandler(this IMvcBuilder pages) =>
        pages.AddMvcOptions(mvc => mvc.Filters.Add<HandlerFilter>());

    /// <summary>Has forms in UTF-7 read as UTF-8, as those in any unknown charset are: .NET knows this one and refuses to decode
    /// it.</summary>
    public static IApplicationBuilder UseReadableForms(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (
                    MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
                    && type.Charset.Equals(DisabledCharset, StringComparison.OrdinalIgnoreCase)
                )
                {
                    type.Charset = null;
                    context.Request.ContentType = type.ToString();
                }

                return next(context);
            }
        );

    private sealed class HandlerFilter : IPageFilter
    {
        public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }

        public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
        {
            // An error page is drawn for whatever verb has failed.
            var http = context.HttpContext;
            if (
                context.HandlerMethod is not null
                || HttpMethods.IsGet(http.Request.Method)
                || HttpMethods.IsHead(http.Request.Method)
                || http.Features.Get<IStatusCodeReExecuteFeature>() is not null
                || http.Features.Get<IExceptionHandlerFeature>() is not null
            )
            {
                return;
            }

            context.HttpContext.Response.Headers.Allow = $"{HttpMethods.Get}, {HttpMethods.Head}";
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        }

        public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }
    }
}
