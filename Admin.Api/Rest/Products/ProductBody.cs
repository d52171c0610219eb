namespace Admin.Api.Rest.Products;

internal sealed record ProductBody(int Id, string Title, string Image, ulong Likes)
{
    internal static ProductBody From(Product product) => new(product.Id, product.Title, product.Image, product.Likes);

    /// <summary>What the list shows behind an id.</summary>
    internal static IQueryable<ProductBody> After(AdminDbContext db, string words, int id)
    {
        var products = db.Products.AsNoTracking().Where(product => product.Id > id);
        if (words.Length > 0)
            products = products.Where(product => product.Title.Contains(words));
        return products
            .OrderBy(product => product.Id)
            .Select(product => new ProductBody(product.Id, product.Title, product.Image, product.Likes));
    }
}
