using Microsoft.EntityFrameworkCore;

namespace ProductPlatform.Database.Changes;

/// <summary>
/// The version of what a database says of products. Every transaction that changes them adds one; a reader that knows the version knows whether a copy
/// is still true, without reading the products (docs/decisions/0031).
/// </summary>
public static class ChangeCounter
{
    internal const string VersionStatement = "SELECT CAST(COALESCE(SUM(changes), 0) AS SIGNED) AS Value FROM product_changes";

    public static ModelBuilder AddChangeCounter(this ModelBuilder model) => model.ApplyConfiguration(new ChangeCountModel());

    /// <summary>Saves by <paramref name="save"/>, and counts a change when there is a <typeparamref name="TProduct"/> in what is saved.</summary>
    public static async Task<int> SaveCountedAsync<TProduct>(this DbContext db, Func<Task<int>> save, CancellationToken cancellationToken)
        where TProduct : class
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(save);
        var isChange = db
            .ChangeTracker.Entries<TProduct>()
            .Any(product => product.State is EntityState.Added or EntityState.Modified or EntityState.Deleted);
        var written = await save();
        if (isChange)
            await db.CountChangeAsync(cancellationToken);
        return written;
    }

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
        return db.Database.SqlQueryRaw<long>(VersionStatement).SingleAsync(cancellationToken);
    }
}
