using Microsoft.EntityFrameworkCore;

namespace Admin.Data.Products;

public enum ProductChangeOutcome
{
    Done,

    NotFound,

    /// <summary>The product has changed since the caller read it.</summary>
    Stale,
}

/// <summary>A change's outcome and the product as it is now; null when there is none.</summary>
public sealed record ProductChange(ProductChangeOutcome Outcome, Product? Product);

/// <summary>
/// The one place where a product changes; <see cref="ProductBatches"/> changes many, and brings deleted ones back. Each change writes the
/// product, its history and its event in one transaction, all three or none.
/// </summary>
public sealed class ProductStore(AdminDbContext db, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<Product> CreateAsync(
        string title,
        string image,
        ulong initialLikes,
        string actor,
        CancellationToken cancellationToken
    ) => (await CreateAsync([new ProductCreation(title, image, initialLikes, actor)], cancellationToken))[0];

    /// <summary>Creates all of them or none.</summary>
    internal Task<List<Product>> CreateAsync(IReadOnlyList<ProductCreation> drafts, CancellationToken cancellationToken) =>
        db.InTransactionAsync(
            async () =>
            {
                var now = Now;
                var products = drafts.Select(draft => Product.Create(draft.Title, draft.Image, draft.InitialLikes, now)).ToList();
                db.Products.AddRange(products);

                // The event carries the id, which the database gives.
                await db.SaveChangesAsync(cancellationToken);
                foreach (var (product, draft) in products.Zip(drafts))
                    draft.InItsTrace(() => new ProductJournal(db, draft.Actor, now).Created(product));
                await db.SaveChangesAsync(cancellationToken);
                return products;
            },
            cancellationToken
        );

    /// <param name="expectedVersion">The version that the caller looked at; null takes whatever is there.</param>
    /// <param name="cancellationToken">Ends the work; nothing is changed.</param>
    public Task<ProductChange> UpdateAsync(
        int id,
        string title,
        string image,
        long? expectedVersion,
        string actor,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            id,
            expectedVersion,
            product =>
            {
                product.Change(title, image, Now);
                new ProductJournal(db, actor, product.UpdatedAt).Updated(product);
            },
            cancellationToken
        );

    /// <summary>Deletes a product; no other product ever gets its id.</summary>
    public Task<ProductChange> DeleteAsync(int id, long? expectedVersion, string actor, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            expectedVersion,
            product =>
            {
                db.Products.Remove(product);
                new ProductJournal(db, actor, Now).Deleted(product);
            },
            cancellationToken
        );

    private Task<ProductChange> ChangeAsync(int id, long? expectedVersion, Action<Product> change, CancellationToken cancellationToken) =>
        db.InTransactionAsync(
            async () =>
            {
                // Locked until the commit: two changes of a product never get the same version, and likes added meanwhile are not written over.
                var product = await db
                    .Products.FromSql($"SELECT * FROM product WHERE id = {id} FOR UPDATE")
                    .SingleOrDefaultAsync(cancellationToken);
                if (product is null)
                    return new ProductChange(ProductChangeOutcome.NotFound, null);

                if (expectedVersion is { } expected && expected != product.Version)
                    return new ProductChange(ProductChangeOutcome.Stale, product);

                change(product);
                await db.SaveChangesAsync(cancellationToken);
                return new ProductChange(ProductChangeOutcome.Done, product);
            },
            cancellationToken
        );
}
