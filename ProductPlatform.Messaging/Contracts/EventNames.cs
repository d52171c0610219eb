namespace ProductPlatform.Messaging.Contracts;

/// <summary>The events of the platform: AMQP property <c>type</c> and routing key.</summary>
public static class EventNames
{
    /// <summary>A product came into being.</summary>
    public const string ProductCreated = "product_created";

    /// <summary>A product's title or image changed.</summary>
    public const string ProductUpdated = "product_updated";

    /// <summary>A product is gone; its id is never used again.</summary>
    public const string ProductDeleted = "product_deleted";

    /// <summary>A user liked a product, for the first and only time.</summary>
    public const string ProductLiked = "product_liked";
}
