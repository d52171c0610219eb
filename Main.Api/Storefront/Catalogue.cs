using Main.Data.Likes;
using Main.Data.Products;

namespace Main.Api.Storefront;

/// <summary>One page of the products that a visitor looks at.</summary>
internal sealed record Catalogue(CatalogueQuery Query, int Total, IReadOnlyList<Item> Items)
{
    internal const int PageSize = 24;

    /// <summary>Products that have a place in the order by likes.</summary>
    internal const int MostRanked = 20 * PageSize;

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
        if (query.Sort == Sorting.MostLiked)
        {
            var ranked = await LikeCounts.MostLikedAsync(db, MostRanked, cancellationToken);
            var matching = await products
                .Where(product => ranked.Contains(product.Id))
                .Select(product => product.Id)
                .ToHashSetAsync(cancellationToken);
            var ids = ranked.Where(matching.Contains).ToList();
            var ranking = query with { Page = Clamp(query.Page, ids.Count) };
            var onPage = ids.Skip((ranking.Page - 1) * PageSize).Take(PageSize).ToList();
            return new Catalogue(ranking, ids.Count, await Item.ReadAsync(db, onPage, cancellationToken));
        }

        var total = query.Search.Length > 0 ? await products.CountAsync(cancellationToken) : await size.GetAsync(db, cancellationToken);
        var current = query with { Page = Clamp(query.Page, total) };
        var shown = await NewestIds(products, current.Page).ToListAsync(cancellationToken);
        return new Catalogue(current, total, await Item.ReadAsync(db, shown, cancellationToken));
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
        products.OrderByDescending(product => product.Id).Skip((page - 1) * PageSize).Take(PageSize).Select(product => product.Id);

    private static int PagesOf(int total) => Math.Max(1, (total + PageSize - 1) / PageSize);

    private static int Clamp(int page, int total) => Math.Clamp(page, 1, PagesOf(total));
}
