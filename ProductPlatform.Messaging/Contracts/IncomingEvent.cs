namespace ProductPlatform.Messaging.Contracts;

/// <summary>An event as it was read from a message, valid in itself.</summary>
public abstract record IncomingEvent
{
    /// <summary>The product that it is about: events of different products have nothing to do with each other.</summary>
    public abstract int Product { get; }
}

/// <summary>A product was created or updated: the two say the same, that this is what it looks like now.</summary>
/// <param name="Id">The product.</param>
/// <param name="Title">At most 200 Unicode code points.</param>
/// <param name="Image">At most 200 Unicode code points.</param>
/// <param name="Version">Grows with every change of the product; null from producers that have none, and then newer than what is stored.</param>
public sealed record ProductSaved(int Id, string Title, string Image, long? Version) : IncomingEvent
{
    /// <inheritdoc/>
    public override int Product => Id;
}

/// <summary>A product was deleted.</summary>
/// <param name="Id">The product.</param>
/// <param name="Version">As in <see cref="ProductSaved"/>.</param>
public sealed record ProductDeleted(int Id, long? Version) : IncomingEvent
{
    /// <inheritdoc/>
    public override int Product => Id;
}

/// <summary>A product was liked.</summary>
/// <param name="ProductId">The product.</param>
public sealed record ProductLiked(int ProductId) : IncomingEvent
{
    /// <inheritdoc/>
    public override int Product => ProductId;
}

/// <summary>A message that can never be processed, because of what it is. Its text is the reason kept with the dead letter.</summary>
public sealed class InvalidMessageException(string reason) : Exception(reason);
