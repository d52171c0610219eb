using Admin.Data.Products;

namespace ProductPlatform.Load;

/// <summary>A like of <see cref="ForeignProducer"/>.</summary>
/// <param name="fingerprint">What it leaves in inbox_unacknowledged while it is applied and not acknowledged.</param>
/// <param name="hasId">Whether the inbox can know it.</param>
/// <param name="before">The bounds of the broker's faults before it was sent.</param>
internal sealed class ForeignLike(Guid fingerprint, bool hasId, int before)
{
    internal Guid Fingerprint => fingerprint;

    internal bool HasId => hasId;

    internal int Before => before;

    /// <summary>The bounds of the broker's faults when its acknowledgement had arrived; null while that is not known.</summary>
    internal int? After { get; set; }

    /// <summary>Whether the broker said that it has it.</summary>
    internal bool Confirmed { get; set; }
}

/// <summary>The outcome of the likes of <see cref="ForeignProducer"/>, each for a product of its own.</summary>
/// <param name="Lost">Confirmed by the broker and not counted.</param>
/// <param name="Double">Counted more often than the broker can have lost their acknowledgement; one with an id more than once.</param>
/// <param name="WithId">Those that have an id, for which there is no such allowance.</param>
/// <param name="Undisturbed">Those without an id for which there is none either.</param>
/// <param name="Again">Counted again after a fault of the broker.</param>
internal sealed record ForeignLikes(int Lost, int Double, int WithId, int Undisturbed, int Again)
{
    internal bool Whole => Lost == 0 && Double == 0;

    internal static ForeignLikes From(ForeignProducer? producer, IEnumerable<Product> products)
    {
        if (producer is null)
            return new ForeignLikes(0, 0, 0, 0, 0);
        var likes = products
            .Where(product => producer.Likes.ContainsKey(product.Id))
            .Select(product => (Counted: (int)product.Likes, Like: producer.Likes[product.Id]))
            .Select(like => (like.Counted, like.Like.Confirmed, like.Like.HasId, Allowed: producer.FaultsMeanwhile(like.Like)))
            .ToList();
        return new ForeignLikes(
            Lost: likes.Count(like => like.Confirmed && like.Counted == 0),
            Double: likes.Sum(like => Math.Max(0, like.Counted - 1 - like.Allowed)),
            WithId: likes.Count(like => like.Confirmed && like.HasId),
            Undisturbed: likes.Count(like => like.Confirmed && !like.HasId && like.Allowed == 0),
            Again: likes.Sum(like => Math.Clamp(like.Counted - 1, 0, like.Allowed))
        );
    }

    internal void Describe(Report report) =>
        report
            .Line("foreign likes with an id, exactly once", WithId)
            .Line("without id, no broker fault meanwhile: exactly once", Undisturbed)
            .Line("foreign likes lost", Lost)
            .Line("foreign likes double", Double)
            .Line("without id, counted again after a broker fault", Again);
}
