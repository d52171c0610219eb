using Microsoft.AspNetCore.Connections;

namespace ProductPlatform.Web;

/// <summary>What an exception is answered with, and whether it is a fault of ours.</summary>
public static class ExceptionAnswers
{
    /// <summary>Answers exceptions by <paramref name="answer"/>, with the status already set.</summary>
    public static IApplicationBuilder UseExceptionAnswer(this IApplicationBuilder app, RequestDelegate answer) =>
        app.UseExceptionHandler(Options(new ExceptionHandlerOptions { ExceptionHandler = context => UnlessGoneAsync(context, answer) }));

    /// <summary>Answers exceptions by the page at <paramref name="path"/>, with the status already set.</summary>
    public static IApplicationBuilder UseExceptionPage(this IApplicationBuilder app, PathString path) =>
        app.UseExceptionHandler(Options(new ExceptionHandlerOptions { ExceptionHandlingPath = path })).Use(UnlessGoneAsync);

    private static ExceptionHandlerOptions Options(ExceptionHandlerOptions options)
    {
        options.StatusCodeSelector = static exception =>
            (exception as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError;
        // A client that leaves in the middle of its request is seen as a broken request until the connection is seen to be gone.
        options.SuppressDiagnosticsCallback = static context =>
            context.Exception is BadHttpRequestException or ConnectionResetException or ConnectionAbortedException;
        return options;
    }

    /// <summary>The framework forgives a client that leaves before an exception, not one that leaves while an exception is answered.</summary>
    private static async Task UnlessGoneAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            if (!context.Response.HasStarted)
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
    }
}
