using Microsoft.AspNetCore.WebUtilities;

namespace Main.Api.Rest;

/// <summary>Writes a body for errors that have none: unknown paths and verbs, exceptions.</summary>
internal static class ApiErrors
{
    internal static void UseApiErrors(this WebApplication app)
    {
        // Never the exception's text: it may hold addresses and secrets. The log has it.
        app.UseExceptionAnswer(AnswerAsync);
        app.UseStatusCodePages(context => AnswerAsync(context.HttpContext));
    }

    private static Task AnswerAsync(HttpContext context) => DefaultError(context).ExecuteAsync(context);

    private static ApiError DefaultError(HttpContext context) =>
        ApiError.Create(
            context.Response.StatusCode,
            context.Response.StatusCode switch
            {
                StatusCodes.Status404NotFound => "Not found.",
                StatusCodes.Status405MethodNotAllowed => $"Method \"{context.Request.Method.ToUpperInvariant()}\" not allowed.",
                StatusCodes.Status429TooManyRequests =>
                    $"Too many likes from your address. Try again in {context.Response.Headers.RetryAfter} s.",
                StatusCodes.Status500InternalServerError => "A server error occurred.",
                var other => ReasonPhrases.GetReasonPhrase(other),
            }
        );
}
