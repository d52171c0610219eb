using Main.Data.Products;

namespace Main.Api.Rest.Products;

/// <summary>A product as the pair's clients see it here: keys by name, and no likes.</summary>
internal sealed record ProductBody(int Id, string Image, string Title)
{
    /// <summary>What the list shows behind an id.</summary>
    internal static IQueryable<ProductBody> After(MainDbContext db, int id) =>
        db.ProductsAfter(id).Select(product => new ProductBody(product.Id, product.Image, product.Title));
}
