using Main.Data.Products;
using Microsoft.EntityFrameworkCore;

namespace Main.Data.Likes;

/// <summary>Counts likes as Main has them: from the likes themselves.</summary>
public static class LikeCounts
{
    /// <summary>How many likes, the latest ones, decide what is liked most: to count all of them would take longer with every like.</summary>
    public const int Latest = 20_000;

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

    /// <summary>Whether there are more likes than decide what is liked most.</summary>
    public static Task<bool> AreMoreAsync(MainDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Likes.OrderByDescending(like => like.Id).Skip(Latest).AnyAsync(cancellationToken);
    }

    /// <summary>Those of <paramref name="products"/> that have any of the <see cref="Latest"/> likes, those with most first; of equals the
    /// newest product first.</summary>
    public static Task<List<int>> MostLikedAsync(MainDbContext db, IQueryable<Product> products, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db
            .Likes.OrderByDescending(like => like.Id)
            .Take(Latest)
            .GroupBy(like => like.ProductId)
            .Select(group => new { group.Key, Count = group.Count() })
            .Join(products, group => group.Key, product => product.Id, (group, _) => group)
            .OrderByDescending(group => group.Count)
            .ThenByDescending(group => group.Key)
            .Select(group => group.Key)
            .ToListAsync(cancellationToken);
    }
}
