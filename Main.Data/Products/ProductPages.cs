using Microsoft.EntityFrameworkCore;

namespace Main.Data.Products;

/// <summary>Reads the catalogue in parts.</summary>
public static class ProductPages
{
    /// <summary>
    /// Products that are not deleted, behind an id and in the order of ids. The index is named because MariaDB would take that on deleted_at, and
    /// read it from its beginning.
    /// </summary>
    public static IQueryable<Product> ProductsAfter(this MainDbContext db, int id)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db
            .Products.FromSql($"SELECT * FROM product FORCE INDEX (PRIMARY)")
            .AsNoTracking()
            .Where(product => product.DeletedAt == null && product.Id > id)
            .OrderBy(product => product.Id);
    }
}
