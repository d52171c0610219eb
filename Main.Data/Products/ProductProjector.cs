using Microsoft.EntityFrameworkCore;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Messaging.Receiving;

namespace Main.Data.Products;

/// <summary>
/// Keeps Main's products as Admin's events have them. An event counts only when its version is newer than what is stored, so duplicates and any
/// order of arrival end in the same state; an event without a version (an old producer's) is newer than whatever is stored.
/// </summary>
public sealed class ProductProjector(TimeProvider time) : IBatchHandler<MainDbContext, ProductEvent>
{
    public async Task HandleAsync(MainDbContext db, IReadOnlyList<ProductEvent> events, CancellationToken cancellationToken)
    {
        var ids = events.Select(change => change.ProductId).Distinct().ToList();
        var products = await db
            .Products.Where(product => ids.Contains(product.Id))
            .ToDictionaryAsync(product => product.Id, cancellationToken);
        foreach (var change in events)
            Apply(db, products, change);
    }

    private void Apply(MainDbContext db, Dictionary<int, Product> products, ProductEvent change)
    {
        if (!products.TryGetValue(change.ProductId, out var product))
        {
            // An update or a deletion may come before its create.
            products[change.ProductId] = product = new Product
            {
                Id = change.ProductId,
                Title = "",
                Image = "",
            };
            db.Products.Add(product);
        }
        else if (change.Version <= product.Version && ProductVersions.IsValid(product.Version))
        {
            return;
        }

        product.Version = change.Version ?? product.Version;
        if (change.Content is { } content)
            (product.Title, product.Image, product.DeletedAt) = (content.Title, content.Image, null);
        else
            product.DeletedAt = time.GetUtcNow().UtcDateTime;
    }
}
