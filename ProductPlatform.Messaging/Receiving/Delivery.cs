using System.Security.Cryptography;
using System.Text;
using ProductPlatform.Messaging.Connection;
using ProductPlatform.Messaging.Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ProductPlatform.Messaging.Receiving;

/// <summary>An unacknowledged message. The body is a copy: the client's is valid only inside its callback.</summary>
internal sealed class Delivery(BasicDeliverEventArgs message)
{
    internal ulong Tag { get; } = message.DeliveryTag;

    internal string Exchange { get; } = message.Exchange;

    internal string RoutingKey { get; } = message.RoutingKey;

    internal IReadOnlyBasicProperties Properties { get; } = message.BasicProperties;

    internal ReadOnlyMemory<byte> Body { get; } = message.Body.ToArray();

    /// <summary>Null when the producer gave none.</summary>
    internal Guid? MessageId { get; } = Identify(message.BasicProperties.MessageId);

    /// <summary>The delivery's own identity, for a message without an id: it lasts as long as the delivery.</summary>
    internal Guid DeliveryId { get; } = Guid.CreateVersion7();

    /// <summary>False: the broker has never delivered this message before.</summary>
    internal bool Redelivered { get; } = message.Redelivered;

    /// <summary>Equal for messages that have the same effect.</summary>
    internal Guid Fingerprint => field == default ? field = Fingerprints.Of(Properties, Body) : field;

    internal IIncomingEvent? Event { get; private set; }

    /// <summary>How often this message failed by itself.</summary>
    internal int Failures { get; private set; }

    /// <summary>How often it was put off, for whatever reason.</summary>
    internal int Postponements { get; private set; }

    /// <summary>How many messages its consumer had committed when this one failed last.</summary>
    internal long? CommittedBefore { get; set; }

    /// <summary>UTC time of the first failure.</summary>
    internal DateTimeOffset? FirstFailure { get; private set; }

    /// <summary>Why it can never be processed; null while it may be.</summary>
    internal string? DeadReason { get; private set; }

    /// <summary>UTC time before which it is not tried again.</summary>
    internal DateTimeOffset DueAt { get; private set; }

    /// <summary>Reads the event, or finds that there is none to read.</summary>
    internal void Parse<TEvent>(string queue)
        where TEvent : class, IIncomingEvent<TEvent>
    {
        if (Event is not null || DeadReason is not null)
            return;

        try
        {
            Event = new IncomingMessage(Properties, Body).Read<TEvent>(queue);
        }
        catch (InvalidMessageException exception)
        {
            DeadReason = exception.Message;
        }
    }

    internal void GiveUp(string reason) => DeadReason = reason;

    internal void Failed(DateTimeOffset now)
    {
        Failures++;
        FirstFailure ??= now;
    }

    /// <summary>Whether it must be applied after <paramref name="other"/>.</summary>
    internal bool MustFollow(Delivery other) =>
        other.Tag < Tag
        && other.DeadReason is null
        && Event is { } mine
        && other.Event is { } before
        && mine.ProductId == before.ProductId
        && (mine.IsOrdered || before.IsOrdered);

    /// <summary>Postpones it until the other one is due.</summary>
    internal void WaitFor(Delivery other) => DueAt = other.DueAt;

    /// <summary>Sets the time of the next attempt, later with every postponement.</summary>
    internal void Postpone(DateTimeOffset now)
    {
        Postponements++;
        DueAt = now + Backoff.For(Postponements, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
    }

    /// <summary>A producer's id need not be a UUID; any text stands for itself.</summary>
    private static Guid? Identify(string? messageId) =>
        messageId switch
        {
            null or "" => null,
            _ when Guid.TryParse(messageId, out var id) => id,
            _ => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)).AsSpan(..16)),
        };
}
