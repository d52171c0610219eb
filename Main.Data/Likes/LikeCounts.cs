using Microsoft.EntityFrameworkCore;

namespace Main.Data.Likes;

/// <summary>Counts likes as Main has them: from the likes themselves.</summary>
public static class LikeCounts
{
    /// <summary>The number of likes of each of <paramref name="products"/> that has any.</summary>
    public static Task<Dictionary<int, int>> OfAsync(
        MainDbContext db,
        IReadOnlyCollection<int> products,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        return db
            .Likes.Where(like => products.Contains(like.ProductId))
            .GroupBy(like => like.ProductId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
    }
}
