using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

namespace Main.Api.Rest;

/// <summary>Gives every error that no handler words itself a body: unknown paths and verbs, faults.</summary>
internal static class ApiErrors
{
    internal static void UseApiErrors(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = AnswerFaultAsync });
        app.UseStatusCodePages(context => Wordless(context.HttpContext).WriteAsync(context.HttpContext));
    }

    private static Task AnswerFaultAsync(HttpContext context)
    {
        // Never the exception's text: it may hold addresses and secrets. The log has it.
        var fault = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        context.Response.StatusCode = (fault as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError;
        return Wordless(context).WriteAsync(context);
    }

    private static ApiError Wordless(HttpContext context) => ApiError.Of(context.Response.StatusCode, context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => "Not found.",
        StatusCodes.Status405MethodNotAllowed => $"Method \"{context.Request.Method.ToUpperInvariant()}\" not allowed.",
        StatusCodes.Status429TooManyRequests => $"Too many likes from your address. Try again in {context.Response.Headers.RetryAfter} s.",
        StatusCodes.Status500InternalServerError => "A server error occurred.",
        var other => ReasonPhrases.GetReasonPhrase(other),
    });
}
