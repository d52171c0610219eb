using Admin.Data.Likes;
using Admin.Worker.InternalApi;
using ProductPlatform.Messaging.Connection;
using ProductPlatform.Messaging.Contracts;

namespace Admin.Worker.Reconcile;

/// <summary>Likes that Admin has not applied.</summary>
/// <param name="Lost">Their messages are gone, or dead letters.</param>
/// <param name="OnTheWay">They may still come.</param>
internal sealed record UnsettledLikes(List<MainLike> Lost, List<MainLike> OnTheWay);

/// <summary>
/// Tells likes that are on their way from lost ones, by waiting. This decides what is reported, not whether a repair is safe: a like that
/// is counted here and comes after all is a duplicate.
/// </summary>
internal sealed partial class LikeSettling(
    LikeLedger ledger,
    MainClient main,
    QueueDepth queues,
    TimeProvider time,
    ILogger<LikeSettling> logger
)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    internal async Task<UnsettledLikes> WaitAsync(List<MainLike> missing, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        Dictionary<long, long> passed = [];
        while (true)
        {
            missing = await ledger.StillMissingAsync(missing, cancellationToken);
            var unpassed = missing.Where(like => !passed.ContainsKey(like.Id)).ToList();
            if (unpassed.Count > 0)
            {
                // In this order: what has left Main's outbox was in the queue, or past it, before the queue was seen empty.
                var published = await PublishedAsync(unpassed, cancellationToken);
                if (published.Count > 0 && await QueueIsEmptyAsync(cancellationToken))
                    published.ForEach(id => passed[id] = time.GetTimestamp());
            }

            var lost = missing
                .Where(like => passed.TryGetValue(like.Id, out var at) && time.GetElapsedTime(at) >= MessagingOptions.LongestHold)
                .ToList();
            if (lost.Count == missing.Count || time.GetElapsedTime(started) >= timeout)
                return new UnsettledLikes(lost, [.. missing.Except(lost)]);

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    /// <summary>Those of <paramref name="likes"/> whose events have left Main's outbox.</summary>
    private async Task<List<long>> PublishedAsync(List<MainLike> likes, CancellationToken cancellationToken)
    {
        var asked = likes.Select(like => like.Id).ToHashSet();
        List<long> published = [];
        while (asked.Count > 0)
        {
            var page = await main.LikesFromAsync(asked.Min(), cancellationToken);
            published.AddRange(page.Where(like => !like.Waiting && asked.Contains(like.Id)).Select(like => like.Id));

            // What a page ends before is asked for with the next; a like that is gone from Main is not asked for again.
            var last = page.Count == 0 ? long.MaxValue : page[^1].Id;
            asked.RemoveWhere(id => id <= last);
        }

        return published;
    }

    private async Task<bool> QueueIsEmptyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await queues.WaitingAsync(Topology.AdminQueue, cancellationToken) == 0;
        }
        catch (BrokerUnavailableException exception)
        {
            // Then no like is reported as lost.
            Log.QueueUnknown(logger, exception.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "It is unknown whether likes are still on their way: {Reason}")]
        internal static partial void QueueUnknown(ILogger logger, string reason);
    }
}
