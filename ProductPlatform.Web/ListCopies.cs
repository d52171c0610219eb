using Microsoft.Net.Http.Headers;

namespace ProductPlatform.Web;

/// <summary>Where an endpoint's list is kept: metadata of the endpoint.</summary>
/// <param name="Get">The copy; null when the list is too long to be kept.</param>
/// <param name="Vary">What the endpoint's answers depend on.</param>
public sealed record ListCopySource(Func<IServiceProvider, ValueTask<ListCopy?>> Get, string Vary);

/// <summary>
/// Answers plain requests for a list from its copy, before everything that they do not need: error pages, origins, limits, files. Those were half of what such a
/// request cost (docs/decisions/0031).
/// </summary>
public static class ListCopies
{
    /// <summary>Call it after what sets headers for every answer. Routing is needed again where errors are executed as other requests.</summary>
    public static void UseListCopies(this WebApplication app)
    {
        app.UseRouting();
        app.Use(
            static (context, next) =>
                context.GetEndpoint()?.Metadata.GetMetadata<ListCopySource>() is { } source && IsPlain(context.Request)
                    ? AnswerAsync(context, source, next)
                    : next(context)
        );
    }

    /// <summary>The copy of the endpoint's list, for the endpoint itself: asked for once in a request.</summary>
    public static ValueTask<ListCopy?> GetListCopyAsync(this HttpContext context) =>
        context.Items[typeof(ListCopy)] is Task<ListCopy?> asked
            ? new ValueTask<ListCopy?>(asked)
            : context.GetEndpoint()!.Metadata.GetRequiredMetadata<ListCopySource>().Get(context.RequestServices);

    /// <summary>Sends the copy under its tag, or 304 to a client that has it.</summary>
    public static Task SendCopyAsync(this HttpContext context, ListCopy copy)
    {
        context.Response.Headers.ETag = copy.Tag;
        if (!EntityTags.IsKnown(context.Request, copy.Tag))
            return CompactJson.SendAsync(context, copy.Body);

        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }

    private static bool IsPlain(HttpRequest request) =>
        !request.QueryString.HasValue
        && request.Headers.Origin.Count == 0
        && request.Headers.Accept is [] or ["*/*"] or [CompactJson.MediaType];

    private static async Task AnswerAsync(HttpContext context, ListCopySource source, RequestDelegate next)
    {
        var asked = source.Get(context.RequestServices).AsTask();
        await ((Task)asked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (asked.IsCompletedSuccessfully && asked.Result is { } copy)
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers[HeaderNames.Vary] = source.Vary;
            await context.SendCopyAsync(copy);
            return;
        }

        // Too long, or unavailable: the endpoint answers, or fails as others do.
        context.Items[typeof(ListCopy)] = asked;
        await next(context);
    }
}
