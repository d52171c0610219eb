namespace Main.Api.Rest.Products;

/// <summary>A product as the pair's clients see it here: keys by name, and no likes.</summary>
internal sealed record ProductBody(int Id, string Image, string Title)
{
    /// <summary>
    /// What the list shows behind an id. The index is named because MariaDB would take that on deleted_at, and read it from its beginning.
    /// </summary>
    internal static IQueryable<ProductBody> After(MainDbContext db, int id) =>
        db
            .Products.FromSql($"SELECT * FROM product FORCE INDEX (PRIMARY)")
            .AsNoTracking()
            .Where(product => product.DeletedAt == null && product.Id > id)
            .OrderBy(product => product.Id)
            .Select(product => new ProductBody(product.Id, product.Image, product.Title));
}
