namespace Admin.Api.Rest.Http;

/// <summary>Writes a body for errors that have none: unknown paths and verbs, refused media types, exceptions.</summary>
internal static class ApiErrors
{
    internal static void UseApiErrors(this WebApplication app)
    {
        // The dashboard is for people: it has error pages of its own.
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/admin"),
            api =>
            {
                // Never the exception's text: it may hold addresses and secrets. The log has it.
                api.UseExceptionAnswer(AnswerAsync);
                api.UseStatusCodePages(context => AnswerAsync(context.HttpContext));
            }
        );
    }

    private static Task AnswerAsync(HttpContext context) => DefaultError(context).ExecuteAsync(context);

    private static ApiError DefaultError(HttpContext context) =>
        new(
            context.Response.StatusCode,
            context.Response.StatusCode switch
            {
                StatusCodes.Status400BadRequest => "Malformed request.",
                StatusCodes.Status404NotFound => "Not found.",
                StatusCodes.Status405MethodNotAllowed => $"Method \"{context.Request.Method.ToUpperInvariant()}\" not allowed.",
                StatusCodes.Status406NotAcceptable => "Could not satisfy the request Accept header.",
                StatusCodes.Status413PayloadTooLarge => "Request body too large.",
                StatusCodes.Status429TooManyRequests =>
                    $"Request was throttled. Expected available in {context.Response.Headers.RetryAfter} seconds.",
                StatusCodes.Status500InternalServerError => "A server error occurred.",
                var other => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(other),
            }
        );
}
