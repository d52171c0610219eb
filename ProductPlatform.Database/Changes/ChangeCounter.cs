using Microsoft.EntityFrameworkCore;

namespace ProductPlatform.Database.Changes;

/// <summary>
/// The version of what a database says of products. Every transaction that changes them adds one; a reader that knows the version knows whether a copy
/// is still true, without reading the products (docs/decisions/0031).
/// </summary>
public static class ChangeCounter
{
    internal const string SumStatement = "SELECT CAST(COALESCE(SUM(changes), 0) AS SIGNED) FROM product_changes";

    public static ModelBuilder AddChangeCounter(this ModelBuilder model) => model.ApplyConfiguration(new ChangeCountModel());

    /// <summary>Counts a change, in the transaction that makes it.</summary>
    public static Task CountChangeAsync(this DbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO product_changes (slot, changes) VALUES (CONNECTION_ID() % 32, 1)
            ON DUPLICATE KEY UPDATE changes = changes + 1
            """,
            cancellationToken
        );
    }

    /// <summary>Makes every copy and every entity tag made so far invalid. After a restore the same version would otherwise come to stand for other data.</summary>
    public static Task StartAnewAsync(this DbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO product_changes (slot, changes) VALUES (0, {Random.Shared.NextInt64(1, 1L << 40)})
            ON DUPLICATE KEY UPDATE changes = changes + VALUES(changes)
            """,
            cancellationToken
        );
    }

    /// <summary>The version, as the current transaction sees it.</summary>
    public static Task<long> ReadVersionAsync(this DbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db
            .Database.SqlQuery<long>($"SELECT CAST(COALESCE(SUM(changes), 0) AS SIGNED) AS Value FROM product_changes")
            .SingleAsync(cancellationToken);
    }
}
