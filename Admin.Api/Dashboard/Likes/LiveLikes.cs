using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Admin.Api.Dashboard.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Admin.Api.Dashboard.Likes;

/// <summary>Like counts as server-sent events, for the pages' script.</summary>
internal static class LiveLikes
{
    internal const int ProductsAtOnce = 500;

    internal static void MapLiveLikes(this IEndpointRouteBuilder app) =>
        app.MapGet(DashboardAccess.Root + "/likes/live", Watch).RequireAuthorization(Permissions.Products.View).ExcludeFromDescription();

    private static Results<ServerSentEventsResult<string>, StatusCodeHttpResult> Watch(
        HttpContext context,
        [FromQuery] int[] id,
        LikeTicker ticker,
        SessionStreams streams,
        IHostApplicationLifetime lifetime
    )
    {
        if (id.Length > ProductsAtOnce)
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);

        context.Response.Headers.CacheControl = "no-store";
        if (streams.Open(context.User, Permissions.Products.View) is not { } stream)
        {
            // A script that gets no stream does not ask again: the page shows the counts that it was loaded with.
            context.Response.Headers.RetryAfter = "60";
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        context.Response.RegisterForDispose(stream);
        return TypedResults.ServerSentEvents(
            EventsAsync(ticker, id.ToHashSet(), lifetime.ApplicationStopping, stream.Ended, context.RequestAborted)
        );
    }

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(
        LikeTicker ticker,
        IReadOnlyCollection<int> products,
        CancellationToken stopping,
        CancellationToken ended,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        // A process that stops does not wait for its viewers.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, ended, cancellationToken);
        await using var counts = ticker.WatchAsync(products, either.Token).GetAsyncEnumerator(either.Token);
        while (await NextAsync(counts))
            yield return new SseItem<string>(JsonSerializer.Serialize(counts.Current)) { ReconnectionInterval = TimeSpan.FromSeconds(3) };
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<IReadOnlyDictionary<int, ulong>> counts)
    {
        try
        {
            return await counts.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
