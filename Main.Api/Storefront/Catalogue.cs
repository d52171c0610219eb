using Main.Data.Likes;
using Main.Data.Products;

namespace Main.Api.Storefront;

/// <summary>One page of the products that a visitor looks at.</summary>
internal sealed record Catalogue(CatalogueQuery Query, int Total, IReadOnlyList<Item> Items)
{
    internal const int PageSize = 24;

    /// <summary>Whether the order is by some of the likes only, because there are too many to count.</summary>
    internal bool IsByLatestLikes { get; private init; }

    internal int Pages => PagesOf(Total);

    /// <summary>The pages worth a link: both ends and those around this one; null stands for those left out.</summary>
    internal IEnumerable<int?> PageNumbers()
    {
        var before = 0;
        int[] shown = [1, Query.Page - 1, Query.Page, Query.Page + 1, Pages];
        foreach (var page in shown.Where(page => page >= 1 && page <= Pages).Distinct().Order())
        {
            // One page left out takes as much room as the sign for it.
            if (page > before + 1)
                yield return page == before + 2 ? page - 1 : null;
            yield return before = page;
        }
    }

    internal static async Task<Catalogue> FindAsync(
        MainDbContext db,
        CatalogueSize size,
        CatalogueQuery query,
        CancellationToken cancellationToken
    )
    {
        var products = Matching(db, query);
        var total = query.Search.Length > 0 ? await products.CountAsync(cancellationToken) : await size.GetAsync(db, cancellationToken);
        var current = query with { Page = Clamp(query.Page, total) };
        var shown =
            query.Sort == Sorting.MostLiked
                ? await MostLikedIdsAsync(db, products, current.Page, cancellationToken)
                : await NewestIds(products, current.Page).ToListAsync(cancellationToken);
        return new Catalogue(current, total, await Item.ReadAsync(db, shown, cancellationToken))
        {
            IsByLatestLikes = query.Sort == Sorting.MostLiked && await LikeCounts.AreMoreAsync(db, cancellationToken),
        };
    }

    /// <summary>
    /// A page of the liked products, those with most likes first, and behind them all others, the newest first. To leave the liked ones out
    /// of the others, no row is read: on from the place that the others alone would have, at most as many ids as are liked are too many.
    /// </summary>
    private static async Task<IReadOnlyList<int>> MostLikedIdsAsync(
        MainDbContext db,
        IQueryable<Product> products,
        int page,
        CancellationToken cancellationToken
    )
    {
        var liked = await LikeCounts.MostLikedAsync(db, products, cancellationToken);
        var first = (page - 1) * PageSize;
        var onPage = liked.Skip(first).Take(PageSize).ToList();
        if (onPage.Count == PageSize)
            return onPage;

        var place = Math.Max(0, first - liked.Count);
        var ids = await Ids(products).Skip(place).Take(PageSize + liked.Count).ToListAsync(cancellationToken);
        // Of those before that place, so many are liked: as many others come later than it.
        var before = ids.Count == 0 ? 0 : liked.Count(id => id > ids[0]);
        return [.. onPage, .. ids.Except(liked).Skip(before).Take(PageSize - onPage.Count)];
    }

    internal static IQueryable<Product> Matching(MainDbContext db, CatalogueQuery query)
    {
        var products = db.Products.AsNoTracking().Where(product => product.DeletedAt == null);
        foreach (var word in query.Words)
            products = products.Where(product => product.Title.Contains(word));
        return products;
    }

    /// <summary>Ids alone: the index on deletions has them in order, so pages far down the list read no rows on their way.</summary>
    internal static IQueryable<int> NewestIds(IQueryable<Product> products, int page) =>
        Ids(products).Skip((page - 1) * PageSize).Take(PageSize);

    private static IQueryable<int> Ids(IQueryable<Product> products) =>
        products.OrderByDescending(product => product.Id).Select(product => product.Id);

    private static int PagesOf(int total) => Math.Max(1, (total + PageSize - 1) / PageSize);

    private static int Clamp(int page, int total) => Math.Clamp(page, 1, PagesOf(total));
}
