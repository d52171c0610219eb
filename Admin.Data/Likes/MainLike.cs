namespace Admin.Data.Likes;

/// <summary>A like as Main has it.</summary>
/// <param name="Id">The like, by Main's numbering.</param>
/// <param name="ProductId">The product liked.</param>
/// <param name="MessageId">Its event; null when it was imported and never had one.</param>
/// <param name="Waiting">Whether the event still waits in Main to be published.</param>
public sealed record MainLike(long Id, int ProductId, Guid? MessageId, bool Waiting)
{
    private static readonly long LastTime = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>When it was liked, by Main's clock: the events' ids begin with their time (UUID version 7).</summary>
    public DateTimeOffset? LikedAt
    {
        get
        {
            if (MessageId is not { Version: 7 } id)
                return null;

            var bytes = id.ToByteArray(bigEndian: true);
            var milliseconds = bytes.AsSpan(..6).ToArray().Aggregate(0L, (number, part) => (number << 8) | part);
            return milliseconds <= LastTime ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
        }
    }
}

/// <summary>The likes of one product: what Main has, and what Admin counted.</summary>
/// <param name="title">Its title.</param>
/// <param name="counted">Admin's count, without the likes it was created with.</param>
public sealed class LikeAccount(int productId, string title, long counted)
{
    public int ProductId { get; } = productId;

    public string Title { get; } = title;

    /// <summary>Admin's count, without the likes it was created with.</summary>
    public long Counted { get; } = counted;

    /// <summary>How many likes Main has.</summary>
    public long InMain { get; internal set; }

    /// <summary>How many of those Admin has applied.</summary>
    public long Applied { get; internal set; }

    /// <summary>Those that Admin has not applied: on their way, or lost.</summary>
    public List<MainLike> Missing { get; } = [];

    /// <summary>
    /// By how much the count is wrong, whatever is on its way. A like is added to the count and to what is applied in one transaction, so
    /// traffic never changes this number.
    /// </summary>
    public long Drift => Counted - Applied;
}
