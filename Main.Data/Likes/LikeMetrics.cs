using System.Diagnostics.Metrics;

namespace Main.Data.Likes;

/// <summary>Counts likes by outcome, for operators.</summary>
public sealed class LikeMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _likes = meters
        .Create("ProductPlatform.Likes")
        .CreateCounter<long>("likes.requests", "{like}", "Likes by outcome: those stored have outcome=liked.");

    internal LikeOutcome Count(LikeOutcome outcome)
    {
        _likes.Add(
            1,
            new KeyValuePair<string, object?>(
                "outcome",
                outcome switch
                {
                    LikeOutcome.Liked => "liked",
                    LikeOutcome.AlreadyLiked => "already_liked",
                    _ => "unknown_product",
                }
            )
        );
        return outcome;
    }
}
