namespace ProductPlatform.Messaging.Contracts;

public sealed record ProductLiked(int ProductId) : IIncomingEvent<ProductLiked>
{
    public static ProductLiked? Read(string? name, IncomingMessage message) =>
        name == EventNames.ProductLiked ? new ProductLiked(message.ReadId()) : null;
}
