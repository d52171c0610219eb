using System.Diagnostics;

namespace ProductPlatform.Messaging.Publishing;

/// <summary>An event that waits to be published: written in the transaction of its change, deleted once the broker has confirmed it.</summary>
/// <param name="exchange">Where it is published.</param>
/// <param name="type">The event's name and routing key.</param>
/// <param name="body">UTF-8 JSON, sent as it is.</param>
/// <param name="occurredAt">UTC time of the change.</param>
public sealed class OutboxMessage(string exchange, string type, byte[] body, DateTime occurredAt)
{
    /// <summary>Row number. Not the order of commits: never read "what is above the last one".</summary>
    public long Id { get; private set; }

    /// <summary>Identity of the message for its consumers; stays the same however often it is published.</summary>
    public Guid MessageId { get; private set; } = Guid.CreateVersion7();

    /// <summary>Where it is published.</summary>
    public string Exchange { get; private set; } = exchange;

    /// <summary>The event's name and routing key.</summary>
    public string Type { get; private set; } = type;

    /// <summary>UTF-8 JSON, sent as it is.</summary>
    public byte[] Body { get; private set; } = body;

    /// <summary>The product's version, header <c>x-version</c>.</summary>
    public long? Version { get; init; }

    /// <summary>The liking user, header <c>x-user-id</c>.</summary>
    public int? UserId { get; init; }

    /// <summary>W3C trace context of the request that made the change, so that the consumer's work belongs to its trace.</summary>
    public string? TraceParent { get; private set; } = Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : null;

    /// <summary>W3C trace state beside <see cref="TraceParent"/>; a longer one than the 512 characters to be propagated is dropped (W3C Trace Context, 3.3.1.5).</summary>
    public string? TraceState { get; private set; } = Activity.Current?.TraceStateString is { Length: <= 512 } state ? state : null;

    /// <summary>UTC time of the change.</summary>
    public DateTime OccurredAt { get; private set; } = occurredAt;

    /// <summary>How often the broker returned or refused it.</summary>
    public int Attempts { get; private set; }

    /// <summary>UTC time before which it is not tried again.</summary>
    public DateTime? NextAttemptAt { get; private set; }

    /// <summary>Why the broker did not take it last time.</summary>
    public string? LastError { get; private set; }
}
