using Microsoft.EntityFrameworkCore;

namespace Admin.Data.Products;

/// <summary>One line of an import: a new product without an id, or the new title and image of the one with it.</summary>
public sealed record ProductDraft(int? Id, string Title, string Image, ulong InitialLikes);

/// <summary>What an import did.</summary>
public sealed record ImportResult(int Created, int Updated, int Unchanged);

/// <summary>Changes many products by the rules of <see cref="ProductStore"/>: history and event with every change.</summary>
public sealed class ProductBatches(AdminDbContext db, TimeProvider time)
{
    // A transaction holds its locks and fills its log only so far.
    private const int DeletedAtOnce = 200;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Deletes what is there of <paramref name="ids"/>, in transactions of a few hundred; returns how many that were.</summary>
    public async Task<int> DeleteAsync(IReadOnlyCollection<int> ids, string actor, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var chunk in ids.Distinct().Order().Chunk(DeletedAtOnce))
        {
            deleted += await db.InTransactionAsync(async () =>
            {
                var products = await LockAsync(chunk, cancellationToken);
                var journal = new ProductJournal(db, actor, Now);
                foreach (var product in products)
                {
                    db.Products.Remove(product);
                    journal.Deleted(product);
                }

                await db.SaveChangesAsync(cancellationToken);
                return products.Count;
            }, cancellationToken);
        }

        return deleted;
    }

    /// <summary>Imports all of <paramref name="drafts"/> or, when a product that one names is gone, nothing: null.</summary>
    public Task<ImportResult?> ImportAsync(IReadOnlyList<ProductDraft> drafts, string actor, CancellationToken cancellationToken) =>
        db.InTransactionAsync<ImportResult?>(async () =>
        {
            var now = Now;
            var journal = new ProductJournal(db, actor, now);
            var changes = drafts.Where(draft => draft.Id is not null).ToDictionary(draft => draft.Id!.Value);
            var products = await LockAsync([.. changes.Keys.Order()], cancellationToken);
            if (products.Count < changes.Count)
            {
                return null;
            }

            var changed = products.Where(product => (product.Title, product.Image) != (changes[product.Id].Title, changes[product.Id].Image)).ToList();
            foreach (var product in changed)
            {
                (product.Title, product.Image, product.UpdatedAt) = (changes[product.Id].Title, changes[product.Id].Image, now);
                product.Version++;
                journal.Updated(product);
            }

            List<Product> created =
            [
                .. drafts.Where(draft => draft.Id is null).Select(draft => new Product
                {
                    Title = draft.Title,
                    Image = draft.Image,
                    Likes = draft.InitialLikes,
                    InitialLikes = draft.InitialLikes,
                    CreatedAt = now,
                    UpdatedAt = now,
                }),
            ];
            db.Products.AddRange(created);
            await db.SaveChangesAsync(cancellationToken);
            created.ForEach(journal.Created);
            await db.SaveChangesAsync(cancellationToken);
            return new ImportResult(created.Count, changed.Count, products.Count - changed.Count);
        }, cancellationToken);

    /// <summary>In the order of the ids, as everybody locks: two who want the same rows wait for each other instead of deadlocking.</summary>
    private Task<List<Product>> LockAsync(IReadOnlyCollection<int> ids, CancellationToken cancellationToken)
    {
        var wanted = System.Text.Json.JsonSerializer.Serialize(ids);
        return db.Products.FromSql($"""
            SELECT product.* FROM product
            WHERE product.id IN (SELECT id FROM JSON_TABLE({wanted}, '$[*]' COLUMNS (id INT PATH '$')) AS wanted)
            ORDER BY product.id FOR UPDATE
            """).ToListAsync(cancellationToken);
    }
}
