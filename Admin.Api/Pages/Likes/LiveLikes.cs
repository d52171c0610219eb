using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Admin.Api.Auth;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Admin.Api.Pages.Likes;

/// <summary>Like counts as server-sent events, for the pages' script.</summary>
internal static class LiveLikes
{
    internal static void MapLiveLikes(this IEndpointRouteBuilder app) =>
        app.MapGet(DashboardSetup.Root + "/likes/live", Watch).RequireAuthorization(Permissions.Products.View).ExcludeFromDescription();

    private static ServerSentEventsResult<string> Watch(HttpContext context, LikeTicker ticker, IHostApplicationLifetime lifetime)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.ServerSentEvents(EventsAsync(ticker, lifetime.ApplicationStopping, context.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(
        LikeTicker ticker, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // A process that stops does not wait for its viewers.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellation);
        await using var counts = ticker.WatchAsync(either.Token).GetAsyncEnumerator(either.Token);
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
