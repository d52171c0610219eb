using Main.Data.Likes;
using Microsoft.AspNetCore.Http.Extensions;

namespace Main.Api.Storefront;

internal sealed record Item(int Id, string Title, string Image, int Likes);

/// <summary>One page of the products that a search finds, in their order.</summary>
internal sealed record Catalogue(string Search, int Page, int Total, IReadOnlyList<Item> Items)
{
    internal const int PageSize = 24;
    private const int MaxWords = 10;
    private const int MaxSearchLength = 200;

    internal int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    /// <summary>The address of a page of this search; also of the product on it that was just liked.</summary>
    internal string Address(int page, int? product = null)
    {
        var query = new QueryBuilder();
        if (Search.Length > 0)
            query.Add("q", Search);
        if (page > 1)
            query.Add("page", page.ToString(CultureInfo.InvariantCulture));
        return "/" + query.ToQueryString() + (product is { } id ? string.Create(CultureInfo.InvariantCulture, $"#p{id}") : "");
    }

    /// <summary>What is searched for; longer texts are in no title, and too long for an address.</summary>
    internal static string SearchText(string? search) => search?.Trim() is { Length: <= MaxSearchLength } text ? text : "";

    internal static async Task<Catalogue> FindAsync(MainDbContext db, string? search, int page, CancellationToken cancellationToken)
    {
        var text = SearchText(search);
        var products = db.Products.AsNoTracking().Where(product => product.DeletedAt == null);
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MaxWords))
            products = products.Where(product => product.Title.Contains(word));

        var total = await products.CountAsync(cancellationToken);
        var current = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var shown = await products
            .OrderBy(product => product.Id)
            .Skip((current - 1) * PageSize)
            .Take(PageSize)
            .ToListAsync(cancellationToken);
        var likes = await LikeCounts.OfAsync(db, [.. shown.Select(product => product.Id)], cancellationToken);
        return new Catalogue(
            text,
            current,
            total,
            [.. shown.Select(product => new Item(product.Id, product.Title, product.Image, likes.GetValueOrDefault(product.Id)))]
        );
    }
}
