using System.Security.Cryptography;
using System.Text;
using ProductPlatform.Messaging.Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ProductPlatform.Messaging.Consuming;

/// <summary>A message in hand, unacknowledged. The body is a copy: the client's is valid only inside its callback.</summary>
internal sealed class Delivery(BasicDeliverEventArgs message)
{
    internal ulong Tag { get; } = message.DeliveryTag;

    internal string Exchange { get; } = message.Exchange;

    internal string RoutingKey { get; } = message.RoutingKey;

    internal IReadOnlyBasicProperties Properties { get; } = message.BasicProperties;

    internal ReadOnlyMemory<byte> Body { get; } = message.Body.ToArray();

    /// <summary>Null when the producer gave none: then there is no duplicate detection.</summary>
    internal Guid? MessageId { get; } = Identify(message.BasicProperties.MessageId);

    internal IncomingEvent? Event { get; private set; }

    /// <summary>How often this message failed by itself.</summary>
    internal int Failures { get; private set; }

    /// <summary>UTC time of the first of them.</summary>
    internal DateTimeOffset? FirstFailure { get; private set; }

    /// <summary>UTC time before which it is not tried again.</summary>
    internal DateTimeOffset DueAt { get; private set; }

    /// <exception cref="InvalidMessageException">It can never be processed.</exception>
    internal void Parse(string queue) => Event ??= EventReader.Read(queue, Properties, Body);

    internal void Failed(DateTimeOffset now, TimeSpan pause)
    {
        Failures++;
        FirstFailure ??= now;
        DueAt = now + pause;
    }

    /// <summary>A producer's id need not be a UUID; any text stands for itself.</summary>
    private static Guid? Identify(string? messageId) => messageId switch
    {
        null or "" => null,
        _ when Guid.TryParse(messageId, out var id) => id,
        _ => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)).AsSpan(..16)),
    };
}
