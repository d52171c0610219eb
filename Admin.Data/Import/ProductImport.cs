using Admin.Data.Products;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Database;

namespace Admin.Data.Import;

/// <summary>Takes over products with their ids. What is there, or was there and is deleted, stays as it is.</summary>
public sealed class ProductImport(AdminDbContext db, TimeProvider time)
{
    /// <summary>Stores the products that are not there, each with its history and its event.</summary>
    public Task<ImportOutcome> StoreAsync(IReadOnlyCollection<ImportedProduct> products, CancellationToken cancellationToken) =>
        db.InTransactionAsync(
            async token =>
            {
                db.ChangeTracker.Clear();
                var ids = products.Select(product => product.Id).ToList();
                var known = await db
                    .Products.Where(product => ids.Contains(product.Id))
                    .Select(product => product.Id)
                    .ToHashSetAsync(token);
                known.UnionWith(
                    await db
                        .ProductHistory.Where(entry => ids.Contains(entry.ProductId))
                        .Select(entry => entry.ProductId)
                        .Distinct()
                        .ToListAsync(token)
                );
                var now = time.GetUtcNow().UtcDateTime;
                var added = products.Where(product => !known.Contains(product.Id)).Select(product => Create(product, now)).ToList();
                db.Products.AddRange(added);
                var journal = new ProductJournal(db, "import", now);
                added.ForEach(journal.Created);
                await db.SaveChangesAsync(token);
                return new ImportOutcome(added.Count, []);
            },
            cancellationToken
        );

    /// <summary>Likes that Main has are counted ones. Django's count beyond them has no likes behind it, and is kept as the initial one.</summary>
    private static Product Create(ImportedProduct product, DateTime now) =>
        new()
        {
            Id = product.Id,
            Title = product.Title,
            Image = product.Image,
            Likes = Math.Max(product.Likes, product.LikesInMain),
            InitialLikes = product.Likes > product.LikesInMain ? product.Likes - product.LikesInMain : 0,
            CreatedAt = now,
            UpdatedAt = now,
        };

    /// <summary>Keeps new products from getting the id of one that the pair has deleted: likes of it may still be there.</summary>
    public Task ReserveIdsAsync(int highest, CancellationToken cancellationToken) =>
        // The server takes the greatest id of the table where that is higher. DDL takes no parameters.
        db.Database.ExecuteSqlRawAsync(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"ALTER TABLE product AUTO_INCREMENT = {highest + 1L}"),
            cancellationToken
        );
}
