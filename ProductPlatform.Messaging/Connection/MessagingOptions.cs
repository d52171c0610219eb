using System.ComponentModel.DataAnnotations;

namespace ProductPlatform.Messaging.Connection;

/// <summary>The kind of the queues <c>main</c> and <c>admin</c>.</summary>
public enum QueueKind
{
    /// <summary>Replicated and fsynced before a confirm; what the platform uses by itself.</summary>
    Quorum,

    /// <summary>For sharing the queues with processes that declare classic ones.</summary>
    Classic,
}

/// <summary>How this process publishes and consumes; configuration section <c>Messaging</c>.</summary>
public sealed class MessagingOptions : IValidatableObject
{
    public const string SectionName = "Messaging";

    /// <summary>
    /// A consumer that stops finishes the batch in hand within this time; so a message that is neither in its queue nor applied after it is
    /// lost, unless the database is unavailable.
    /// </summary>
    public static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(10);

    /// <summary>The kind of queue declared.</summary>
    public QueueKind QueueType { get; set; } = QueueKind.Quorum;

    /// <summary>False declares queues that do not survive a restart of the broker, as the Python pair did; classic queues only.</summary>
    public bool Durable { get; set; } = true;

    /// <summary>True puts the event's name into <c>content_type</c>, where the Python consumers look for it.</summary>
    public bool LegacyContentType { get; set; }

    /// <summary>
    /// A PEM file with the CAs that an amqps:// broker's certificate must come from; without it those that this machine trusts.
    /// </summary>
    public string? CaFile { get; set; }

    /// <summary>Deliveries held unacknowledged at most; a quorum queue allows 2,000.</summary>
    [Range(1, 2000)]
    public int Prefetch { get; set; } = 400;

    /// <summary>Messages applied in one transaction at most.</summary>
    [Range(1, 1000)]
    public int BatchSize { get; set; } = 200;

    /// <summary>How long an incomplete batch waits for more messages.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan BatchDelay { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>
    /// Publishes awaiting their confirm at most. Above 256 the client can stall at a broker's restart (rabbitmq-dotnet-client #1930).
    /// </summary>
    [Range(1, 256)]
    public int PublishWindow { get; set; } = 256;

    /// <summary>After this long without its confirm, a publish is given up together with its connection.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan ConfirmTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>After how long without a message a consumer registers again: the broker may have lost it silently.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan ConsumerSilence { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Outbox rows read and published in one pass.</summary>
    [Range(1, 5000)]
    public int RelayBatchSize { get; set; } = 500;

    /// <summary>How often the outbox is looked at when no commit of this process wakes the relay.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Health is degraded while an event waits longer than this to be published.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan OutboxAgeLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a message may fail by itself, its database being there, before it is dead.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 5;

    /// <summary>How long ids of processed messages are kept for duplicate detection.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "366.00:00:00")]
    public TimeSpan InboxRetention { get; set; } = TimeSpan.FromDays(14);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (QueueType == QueueKind.Quorum && !Durable)
        {
            yield return new ValidationResult(
                "A quorum queue is always durable: set Messaging:QueueType to Classic, or Messaging:Durable to true.",
                [nameof(Durable)]
            );
        }

        if (Prefetch < BatchSize)
        {
            yield return new ValidationResult(
                "Messaging:Prefetch must be at least Messaging:BatchSize, or no batch ever fills.",
                [nameof(Prefetch)]
            );
        }
    }
}
