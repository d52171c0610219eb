using Microsoft.EntityFrameworkCore;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Messaging.Receiving;

namespace Main.Data.Products;

/// <summary>
/// Keeps Main's products as Admin's events have them. An event counts only when its version is newer than what is stored, so duplicates and any
/// order of arrival end in the same state; an event without a version (an old producer's) is newer than whatever is stored.
/// </summary>
public sealed class ProductProjector(TimeProvider time) : IEventApplier<MainDbContext>
{
    /// <inheritdoc/>
    public async Task ApplyAsync(MainDbContext db, IReadOnlyList<IncomingEvent> events, CancellationToken cancellationToken)
    {
        var ids = events.Select(IdOf).Distinct().ToList();
        var products = await db.Products.Where(product => ids.Contains(product.Id)).ToDictionaryAsync(product => product.Id, cancellationToken);
        foreach (var @event in events)
        {
            Apply(db, products, @event);
        }
    }

    private void Apply(MainDbContext db, Dictionary<int, Product> products, IncomingEvent @event)
    {
        var (id, version) = (IdOf(@event), VersionOf(@event));
        if (!products.TryGetValue(id, out var product))
        {
            // An update or a deletion may come before its create.
            products[id] = product = new Product { Id = id, Title = "", Image = "" };
            db.Products.Add(product);
        }
        else if (version <= product.Version && ProductVersions.IsValid(product.Version))
        {
            return;
        }

        product.Version = version ?? product.Version;
        if (@event is ProductSaved saved)
        {
            (product.Title, product.Image, product.DeletedAt) = (saved.Title, saved.Image, null);
        }
        else
        {
            product.DeletedAt = time.GetUtcNow().UtcDateTime;
        }
    }

    private static int IdOf(IncomingEvent @event) => @event switch
    {
        ProductSaved saved => saved.Id,
        ProductDeleted deleted => deleted.Id,
        _ => throw new InvalidMessageException($"{@event.GetType().Name} is no product event."),
    };

    private static long? VersionOf(IncomingEvent @event) => @event switch
    {
        ProductSaved saved => saved.Version,
        ProductDeleted deleted => deleted.Version,
        _ => null,
    };
}
