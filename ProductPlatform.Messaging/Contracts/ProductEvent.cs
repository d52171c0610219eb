namespace ProductPlatform.Messaging.Contracts;

/// <summary>A product as it looks from a version on. Created and updated say the same.</summary>
/// <param name="Content">Null when the product was deleted.</param>
/// <param name="Version">Grows with every change of the product; null from producers that have none,
/// and then newer than what is stored.</param>
public sealed record ProductEvent(int ProductId, ProductContent? Content, long? Version) : IIncomingEvent<ProductEvent>
{
    /// <summary>Without a version, only the order of arrival says which of two is newer.</summary>
    public bool IsOrdered => Version is null;

    public static ProductEvent? Read(string? name, IncomingMessage message) =>
        name switch
        {
            EventNames.ProductCreated or EventNames.ProductUpdated => ReadSaved(message),
            EventNames.ProductDeleted => new ProductEvent(message.ReadId(), null, message.ReadVersion()),
            _ => null,
        };

    private static ProductEvent ReadSaved(IncomingMessage message)
    {
        using var body = message.ReadObject();
        return new ProductEvent(body.Id, new ProductContent(body.Text("title"), body.Text("image")), message.ReadVersion());
    }
}

/// <param name="Title">At most 200 Unicode code points.</param>
/// <param name="Image">At most 200 Unicode code points.</param>
public sealed record ProductContent(string Title, string Image)
{
    /// <summary>Of title and image, in Unicode code points.</summary>
    public const int MaxTextLength = 200;
}
