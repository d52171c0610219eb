using Microsoft.EntityFrameworkCore;

namespace Admin.Data.Products;

/// <summary>One line of an import: a new product without an id, or the new title and image of the one with it.</summary>
public sealed record ProductDraft(int? Id, string Title, string Image, ulong InitialLikes);

/// <summary>How many products were deleted, and the moment that all of their histories have for it.</summary>
public sealed record Deletion(int Count, DateTime At);

/// <param name="At">The moment that the histories of all of them have for it.</param>
public sealed record ImportResult(int Created, int Updated, int Unchanged, DateTime At);

/// <summary>What a product is to become, and the version that this was decided for.</summary>
public sealed record ProductEdit(int Id, long Version, string Title, string Image);

/// <param name="Left">Products that stay as they are: they have changed, or were deleted, since the caller read them.</param>
/// <param name="At">The moment that the histories of all changed ones have for it.</param>
public sealed record BatchChange(int Changed, int Left, DateTime At);

/// <param name="Changed">Products that are again as they were.</param>
/// <param name="Deleted">Products that an import had added.</param>
/// <param name="Left">Products that stay as they are.</param>
public sealed record Reversion(int Changed, int Deleted, int Left);

/// <summary>Changes many products by the rules of <see cref="ProductStore"/>: history and event with every change.</summary>
public sealed class ProductBatches(AdminDbContext db, TimeProvider time)
{
    // A transaction holds its locks and fills its log only so far.
    private const int AtOnce = 200;

    /// <summary>As exact as the database keeps it.</summary>
    private DateTime Now => new(time.GetUtcNow().UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);

    /// <summary>Deletes what is there of <paramref name="ids"/>, in transactions of a few hundred.</summary>
    public async Task<Deletion> DeleteAsync(IReadOnlyCollection<int> ids, string actor, CancellationToken cancellationToken)
    {
        var now = Now;
        return new Deletion(await DeleteAtAsync(now, ids, _ => true, actor, cancellationToken), now);
    }

    private async Task<int> DeleteAtAsync(
        DateTime now,
        IReadOnlyCollection<int> ids,
        Func<Product, bool> isMeant,
        string actor,
        CancellationToken cancellationToken
    )
    {
        var deleted = 0;
        foreach (var chunk in ids.Distinct().Order().Chunk(AtOnce))
        {
            deleted += await db.InTransactionAsync(
                async () =>
                {
                    var products = (await LockAsync(chunk, cancellationToken)).Where(isMeant).ToList();
                    var journal = new ProductJournal(db, actor, now);
                    foreach (var product in products)
                    {
                        db.Products.Remove(product);
                        journal.Deleted(product);
                    }

                    await db.SaveChangesAsync(cancellationToken);
                    return products.Count;
                },
                cancellationToken
            );
        }

        return deleted;
    }

    /// <summary>The products that <paramref name="actor"/> deleted at once, at the moment that <see cref="DeleteAsync"/> named.</summary>
    public Task<List<int>> FindDeletedAsync(DateTime at, string actor, CancellationToken cancellationToken) =>
        db
            .ProductHistory.Where(entry => entry.Kind == RevisionKind.Deleted && entry.ChangedAt == at && entry.Actor == actor)
            .Select(entry => entry.ProductId)
            .ToListAsync(cancellationToken);

    /// <summary>
    /// Undoes deletions: the same products with the same ids, as their histories have them last, likes included. What is there, or never
    /// was, is left out.
    /// </summary>
    public async Task<IReadOnlyList<Product>> RestoreAsync(IReadOnlyCollection<int> ids, string actor, CancellationToken cancellationToken)
    {
        List<Product> restored = [];
        var now = Now;
        foreach (var chunk in ids.Distinct().Order().Chunk(AtOnce))
        {
            restored.AddRange(
                await db.InTransactionAsync(
                    async () =>
                    {
                        var histories = (await db.LockHistoryAsync(chunk, cancellationToken)).GroupBy(entry => entry.ProductId).ToList();
                        var present = await db
                            .Products.Where(product => chunk.Contains(product.Id))
                            .Select(product => product.Id)
                            .ToHashSetAsync(cancellationToken);
                        var journal = new ProductJournal(db, actor, now);
                        var products = histories
                            .Where(history => !present.Contains(history.Key) && history.Last().Kind == RevisionKind.Deleted)
                            .Select(history => Product.Restore([.. history], now))
                            .ToList();
                        db.Products.AddRange(products);
                        products.ForEach(journal.Restored);
                        await db.SaveChangesAsync(cancellationToken);
                        return products;
                    },
                    cancellationToken
                )
            );
        }

        return restored;
    }

    /// <summary>Changes those products that still have the version that their edit names, in transactions of a few hundred.</summary>
    public async Task<BatchChange> ChangeAsync(IReadOnlyCollection<ProductEdit> edits, string actor, CancellationToken cancellationToken)
    {
        var now = Now;
        var changed = await ChangeAtAsync(now, edits, actor, cancellationToken);
        return new BatchChange(changed, edits.Count - changed, now);
    }

    private async Task<int> ChangeAtAsync(
        DateTime now,
        IReadOnlyCollection<ProductEdit> edits,
        string actor,
        CancellationToken cancellationToken
    )
    {
        var changed = 0;
        foreach (var chunk in edits.OrderBy(edit => edit.Id).Chunk(AtOnce))
        {
            changed += await db.InTransactionAsync(
                async () =>
                {
                    var wanted = chunk.ToDictionary(edit => edit.Id);
                    var products = (await LockAsync(wanted.Keys, cancellationToken))
                        .Where(product => product.Version == wanted[product.Id].Version)
                        .ToList();
                    var journal = new ProductJournal(db, actor, now);
                    foreach (var product in products)
                    {
                        product.Change(wanted[product.Id].Title, wanted[product.Id].Image, now);
                        journal.Updated(product);
                    }

                    await db.SaveChangesAsync(cancellationToken);
                    return products.Count;
                },
                cancellationToken
            );
        }

        return changed;
    }

    /// <summary>
    /// Undoes what <paramref name="actor"/> changed at once, at the moment that a change of many or <see cref="ImportAsync"/> named: what an
    /// import added is deleted. Products that have changed since, or whose history has nothing before it, stay as they are.
    /// </summary>
    /// <param name="mayDelete">Whether the actor may delete; otherwise what was added stays.</param>
    public async Task<Reversion> RevertAsync(DateTime at, string actor, bool mayDelete, CancellationToken cancellationToken)
    {
        var now = Now;
        var all = await db
            .ProductHistory.AsNoTracking()
            .Where(entry => entry.ChangedAt == at && entry.Actor == actor)
            .Where(entry => entry.Kind == RevisionKind.Updated || entry.Kind == RevisionKind.Created)
            .WithPrevious(db)
            .ToListAsync(cancellationToken);
        var added = all.Where(entry => entry.Revision.Kind == RevisionKind.Created)
            .ToDictionary(entry => entry.Revision.ProductId, entry => entry.Revision.Version);
        var entries = all.Where(entry => entry.Revision.Kind == RevisionKind.Updated).ToList();
        var deleted = mayDelete
            ? await DeleteAtAsync(now, added.Keys, product => product.Version == added[product.Id], actor, cancellationToken)
            : 0;
        var changed = await ChangeAtAsync(
            now,
            [
                .. entries
                    .Where(entry => entry.PreviousTitle is not null)
                    .Select(entry => new ProductEdit(
                        entry.Revision.ProductId,
                        entry.Revision.Version,
                        entry.PreviousTitle!,
                        entry.PreviousImage!
                    )),
            ],
            actor,
            cancellationToken
        );
        return new Reversion(changed, deleted, all.Count - changed - deleted);
    }

    /// <summary>Whether anything of what <paramref name="actor"/> did at once is still as it was left: then it can be undone.</summary>
    public async Task<bool> CanUndoAsync(DateTime at, string actor, RevisionKind kind, CancellationToken cancellationToken)
    {
        var entries = db.ProductHistory.Where(entry => entry.Kind == kind && entry.ChangedAt == at && entry.Actor == actor);
        return kind == RevisionKind.Deleted
            ? await entries.AnyAsync(
                entry => !db.ProductHistory.Any(later => later.ProductId == entry.ProductId && later.Version > entry.Version),
                cancellationToken
            )
            : await entries.AnyAsync(
                entry => db.Products.Any(product => product.Id == entry.ProductId && product.Version == entry.Version),
                cancellationToken
            );
    }

    /// <summary>Imports all of <paramref name="drafts"/> or, when a product that one names is gone, nothing: null.</summary>
    public Task<ImportResult?> ImportAsync(IReadOnlyList<ProductDraft> drafts, string actor, CancellationToken cancellationToken) =>
        db.InTransactionAsync<ImportResult?>(
            async () =>
            {
                var now = Now;
                var journal = new ProductJournal(db, actor, now);
                var changes = drafts.Where(draft => draft.Id is not null).ToDictionary(draft => draft.Id!.Value);
                var products = await LockAsync([.. changes.Keys.Order()], cancellationToken);
                if (products.Count < changes.Count)
                    return null;

                var changed = products
                    .Where(product => (product.Title, product.Image) != (changes[product.Id].Title, changes[product.Id].Image))
                    .ToList();
                foreach (var product in changed)
                {
                    product.Change(changes[product.Id].Title, changes[product.Id].Image, now);
                    journal.Updated(product);
                }

                var created = drafts
                    .Where(draft => draft.Id is null)
                    .Select(draft => Product.Create(draft.Title, draft.Image, draft.InitialLikes, now))
                    .ToList();
                db.Products.AddRange(created);
                await db.SaveChangesAsync(cancellationToken);
                created.ForEach(journal.Created);
                await db.SaveChangesAsync(cancellationToken);
                return new ImportResult(created.Count, changed.Count, products.Count - changed.Count, now);
            },
            cancellationToken
        );

    /// <summary>In the order of the ids, as everybody locks: two who want the same rows wait for each other instead of
    /// deadlocking.</summary>
    private Task<List<Product>> LockAsync(IReadOnlyCollection<int> ids, CancellationToken cancellationToken)
    {
        var wanted = System.Text.Json.JsonSerializer.Serialize(ids);
        return db
            .Products.FromSql(
                $"""
                SELECT product.* FROM product
                WHERE product.id IN (SELECT id FROM JSON_TABLE({wanted}, '$[*]' COLUMNS (id INT PATH '$')) AS wanted)
                ORDER BY product.id FOR UPDATE
                """
            )
            .ToListAsync(cancellationToken);
    }
}
