using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Messaging.Publishing;

namespace Admin.Data.Products;

/// <summary>Adds to a change what must never be missing from it: the entry in the history and the event. Saving is the caller's.</summary>
internal sealed class ProductJournal(AdminDbContext db, string actor, DateTime now)
{
    internal void Created(Product product)
    {
        db.Outbox.Add(OutgoingEvents.ProductCreated(State(product), product.Version, now));
        Record(product, RevisionKind.Created, product.Version);
    }

    internal void Updated(Product product)
    {
        db.Outbox.Add(OutgoingEvents.ProductUpdated(State(product), product.Version, now));
        Record(product, RevisionKind.Updated, product.Version);
    }

    internal void Deleted(Product product)
    {
        var version = ProductVersions.After(product.Version);
        db.Outbox.Add(OutgoingEvents.ProductDeleted(product.Id, version, now));
        Record(product, RevisionKind.Deleted, version);
    }

    /// <summary>For its readers a product that comes back is created; its version is above the tombstone's, so they believe it.</summary>
    internal void Restored(Product product)
    {
        db.Outbox.Add(OutgoingEvents.ProductCreated(State(product), product.Version, now));
        Record(product, RevisionKind.Restored, product.Version);
    }

    private void Record(Product product, RevisionKind kind, long version) =>
        db.ProductHistory.Add(
            new ProductRevision
            {
                ProductId = product.Id,
                Version = version,
                Kind = kind,
                Title = product.Title,
                Image = product.Image,
                Likes = product.Likes,
                InitialLikes = product.InitialLikes,
                Actor = actor,
                ChangedAt = now,
            }
        );

    private static ProductState State(Product product) => new(product.Id, product.Title, product.Image, product.Likes);
}
