using Microsoft.EntityFrameworkCore;

namespace Main.Data.Products;

/// <summary>A short text that changes whenever the list of products does.</summary>
public static class CatalogueDigest
{
    /// <summary>
    /// Digests the content itself, in the database: versions cannot tell, because the events of old producers carry none and leave the
    /// version as it is. The two checksums read the columns in different orders, so what one overlooks the other does not.
    /// </summary>
    public static Task<string> OfAsync(MainDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db
            .Database.SqlQuery<string>(
                $"""
                SELECT CONCAT_WS('-',
                    COUNT(*),
                    COALESCE(SUM(CRC32(CONCAT_WS('/', id, image, title))), 0),
                    COALESCE(BIT_XOR(CRC32(CONCAT_WS('/', title, id, image))), 0)) AS Value
                FROM product
                WHERE deleted_at IS NULL
                """
            )
            .SingleAsync(cancellationToken);
    }
}
