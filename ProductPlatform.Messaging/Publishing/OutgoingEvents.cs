using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ProductPlatform.Messaging.Contracts;

namespace ProductPlatform.Messaging.Publishing;

/// <summary>The state of a product as it is announced.</summary>
/// <param name="Image">Its picture's address.</param>
/// <param name="Likes">Its likes at that moment; informative, never to be copied.</param>
public sealed record ProductState(
    [property: JsonPropertyName("id")] int Id,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("image")] string Image,
    [property: JsonPropertyName("likes")] ulong Likes
);

/// <summary>Makes the outbox rows of the platform's events. Add the row in the transaction of its change.</summary>
public static class OutgoingEvents
{
    // Bodies are data between services, never markup: text travels as it is.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A product came into being.</summary>
    public static OutboxMessage ProductCreated(ProductState product, long version, DateTime occurredAt) =>
        Product(EventNames.ProductCreated, product, version, occurredAt);

    /// <summary>A product changed.</summary>
    public static OutboxMessage ProductUpdated(ProductState product, long version, DateTime occurredAt) =>
        Product(EventNames.ProductUpdated, product, version, occurredAt);

    /// <summary>A product is gone. <paramref name="version"/> is above every version the product had.</summary>
    public static OutboxMessage ProductDeleted(int productId, long version, DateTime occurredAt) =>
        new(Topology.ProductExchange, EventNames.ProductDeleted, JsonSerializer.SerializeToUtf8Bytes(productId, Json), occurredAt)
        {
            Version = version,
        };

    /// <summary>A user liked a product.</summary>
    public static OutboxMessage ProductLiked(int productId, int userId, DateTime occurredAt) =>
        new(Topology.LikeExchange, EventNames.ProductLiked, JsonSerializer.SerializeToUtf8Bytes(productId, Json), occurredAt)
        {
            UserId = userId,
        };

    private static OutboxMessage Product(string type, ProductState product, long version, DateTime occurredAt) =>
        new(Topology.ProductExchange, type, JsonSerializer.SerializeToUtf8Bytes(product, Json), occurredAt) { Version = version };
}
