namespace ProductPlatform.Messaging.Contracts;

/// <summary>A product was liked.</summary>
public sealed record ProductLiked(int ProductId) : IIncomingEvent<ProductLiked>
{
    /// <inheritdoc/>
    public static ProductLiked? Read(string? name, IncomingMessage message) => name == EventNames.ProductLiked ? new ProductLiked(message.ReadId()) : null;
}
