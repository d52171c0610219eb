namespace Admin.Data.Likes;

/// <summary>How many likes of a product were counted within an hour; hours without any have no row.</summary>
public sealed class HourlyLikes
{
    /// <summary>The product; it may be gone by now.</summary>
    public int ProductId { get; init; }

    /// <summary>UTC begin of the hour.</summary>
    public DateTime Hour { get; init; }

    /// <summary>Likes counted in it.</summary>
    public ulong Likes { get; init; }

    internal static DateTime HourOf(DateTime time) => new(time.Year, time.Month, time.Day, time.Hour, 0, 0, DateTimeKind.Utc);
}
