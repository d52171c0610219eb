using Microsoft.EntityFrameworkCore;
using ProductPlatform.Database;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Messaging.Publishing;

namespace Admin.Data.Products;

/// <summary>A product as Main has it.</summary>
/// <param name="Version">The version that Main has.</param>
/// <param name="Deleted">Whether Main keeps nothing but the knowledge that it is gone.</param>
public sealed record MainProduct(int Id, long Version, bool Deleted);

/// <summary>What a resync announced.</summary>
/// <param name="Announced">Products.</param>
/// <param name="Deleted">Products that Main had, or should know to be gone, and Admin does not have.</param>
public sealed record ResyncResult(int Announced, int Deleted);

/// <summary>
/// Announces every product again, so that Main's copy becomes right whatever it is now. Main ignores an event that is not newer than what it has;
/// so every announcement gets a version above Admin's and above Main's. The history gets no entry: nothing changed.
/// </summary>
public sealed class ProductResync(AdminDbContext db, TimeProvider time)
{
    private const int BatchSize = 200;

    /// <summary>Main's ids above this do not move Admin's numbering: a damaged row must not use up the numbers there are.</summary>
    private const int HighestTrustedId = int.MaxValue / 2;

    /// <summary>Writes the events; the relay of Admin.Api publishes them.</summary>
    /// <param name="main">What Main has, by id, read just now.</param>
    /// <param name="cancellationToken">Ends the work between two batches; it may be started again.</param>
    public async Task<ResyncResult> RunAsync(IReadOnlyDictionary<int, MainProduct> main, CancellationToken cancellationToken)
    {
        await ReserveIdsAsync(main, cancellationToken);

        var announced = 0;
        var (last, count) = (0, 0);
        do
        {
            (last, count) = await AnnounceAsync(last, main, cancellationToken);
            announced += count;
        } while (count == BatchSize);

        var deleted = 0;
        foreach (var batch in (await GoneAsync(main, cancellationToken)).Chunk(BatchSize))
            deleted += await AnnounceGoneAsync(batch, main, cancellationToken);

        return new ResyncResult(announced, deleted);
    }

    /// <summary>
    /// Main may know ids that Admin never gave (Admin's database was set back): they are about to be deleted there, and a product that got
    /// such an id later would start below its tombstone and never be seen. So new ids start above them.
    /// </summary>
    private async Task ReserveIdsAsync(IReadOnlyDictionary<int, MainProduct> main, CancellationToken cancellationToken)
    {
        var highest = main.Keys.Where(id => id <= HighestTrustedId).DefaultIfEmpty().Max();
        var given = Math.Max(
            await db.Products.MaxAsync(product => (int?)product.Id, cancellationToken) ?? 0,
            await db.ProductHistory.MaxAsync(revision => (int?)revision.ProductId, cancellationToken) ?? 0
        );
        if (highest > given)
        {
            // Waits for transactions that are creating products. A statement of this kind takes no parameters.
            var reserve = FormattableString.Invariant($"ALTER TABLE product AUTO_INCREMENT = {highest + 1}");
            await db.Database.ExecuteSqlRawAsync(reserve, cancellationToken);
        }
    }

    private Task<(int Last, int Count)> AnnounceAsync(
        int after,
        IReadOnlyDictionary<int, MainProduct> main,
        CancellationToken cancellationToken
    ) =>
        db.InTransactionAsync(
            async token =>
            {
                // Locked until the commit: an edit meanwhile waits, and gets the version after this one.
                var products = await db
                    .Products.FromSql($"SELECT * FROM product WHERE id > {after} ORDER BY id LIMIT {BatchSize} FOR UPDATE")
                    .ToListAsync(token);
                var now = time.GetUtcNow().UtcDateTime;
                foreach (var product in products.OrderBy(product => product.Id))
                {
                    product.Version = ProductVersions.After(product.Version, main.GetValueOrDefault(product.Id)?.Version ?? 0);
                    db.Outbox.Add(
                        OutgoingEvents.ProductUpdated(
                            new ProductState(product.Id, product.Title, product.Image, product.Likes),
                            product.Version,
                            now
                        )
                    );
                }

                await db.SaveChangesAsync(token);
                return (products.Select(product => product.Id).DefaultIfEmpty().Max(), products.Count);
            },
            cancellationToken
        );

    /// <summary>What Main shows, and what the history knows, except what Main already knows to be gone.</summary>
    private async Task<List<int>> GoneAsync(IReadOnlyDictionary<int, MainProduct> main, CancellationToken cancellationToken)
    {
        var known = await db.Products.Select(product => product.Id).ToHashSetAsync(cancellationToken);
        var once = await db.ProductHistory.Select(revision => revision.ProductId).Distinct().ToListAsync(cancellationToken);
        return [.. main.Keys.Union(once).Except(known).Where(id => main.GetValueOrDefault(id) is not { Deleted: true }).Order()];
    }

    private Task<int> AnnounceGoneAsync(int[] ids, IReadOnlyDictionary<int, MainProduct> main, CancellationToken cancellationToken) =>
        db.InTransactionAsync(
            async token =>
            {
                await db.LockHistoryAsync(ids, token);

                // Restored since it was found to be gone: it was announced then.
                var present = await db.Products.Where(product => ids.Contains(product.Id)).Select(product => product.Id).ToListAsync(token);
                var now = time.GetUtcNow().UtcDateTime;
                var gone = ids.Except(present).ToList();

                // Read only now: a deletion adds an entry without asking for the lock, but of what is gone there is none to come.
                var last = await db.LockLastEntriesAsync(gone, token);
                foreach (var id in gone)
                {
                    var deletion = last.GetValueOrDefault(id);
                    var version = ProductVersions.After(deletion?.Version ?? 0, main.GetValueOrDefault(id)?.Version ?? 0);
                    db.Outbox.Add(OutgoingEvents.ProductDeleted(id, version, now));
                    if (deletion is not null)
                    {
                        // Kept as the deletion's own: restoring goes on from it.
                        await db
                            .ProductHistory.Where(entry => entry.Id == deletion.Id)
                            .ExecuteUpdateAsync(entry => entry.SetProperty(e => e.Version, version), token);
                    }
                }

                await db.SaveChangesAsync(token);
                return gone.Count;
            },
            cancellationToken
        );
}
