using System.Text.Json;
using ProductPlatform.Messaging.Contracts;
using RabbitMQ.Client;

namespace ProductPlatform.Load.Bench.Clients;

/// <summary>Events as the relay publishes them (ProductPlatform.Tests/Wire).</summary>
internal static class Events
{
    internal static (BasicProperties Properties, byte[] Body) ProductSaved(string type, int product, string title, long version) =>
        (
            new BasicProperties
            {
                Type = type,
                ContentType = "application/json",
                DeliveryMode = DeliveryModes.Persistent,
                MessageId = Guid.CreateVersion7().ToString(),
                Timestamp = new AmqpTimestamp(DateTimeOffset.UtcNow.ToUnixTimeSeconds()),
                AppId = "bench",
                Headers = new Dictionary<string, object?> { [MessageHeaders.Version] = version },
            },
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    id = product,
                    title,
                    image = "/pictures/mug.svg",
                    likes = 0,
                }
            )
        );
}
