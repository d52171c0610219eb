using Main.Data.Likes;

namespace Main.Api.Storefront;

/// <summary>A product in the shop.</summary>
internal sealed record Item(int Id, string Title, string Image, int Likes)
{
    internal string Address => string.Create(CultureInfo.InvariantCulture, $"/products/{Id}");

    /// <summary>The products with these ids, in their order; without those that are gone.</summary>
    internal static async Task<IReadOnlyList<Item>> ReadAsync(
        MainDbContext db,
        IReadOnlyCollection<int> ids,
        CancellationToken cancellationToken
    )
    {
        var products = await db
            .Products.AsNoTracking()
            .Where(product => ids.Contains(product.Id) && product.DeletedAt == null)
            .ToDictionaryAsync(product => product.Id, cancellationToken);
        var likes = await LikeCounts.OfAsync(db, ids, cancellationToken);
        return
        [
            .. ids.Where(products.ContainsKey)
                .Select(id => new Item(id, products[id].Title, products[id].Image, likes.GetValueOrDefault(id))),
        ];
    }
}
