using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ProductPlatform.Messaging.Connection;

/// <summary>The meter and the trace source of the messaging. Names and units are an interface: dashboards and alerts read them.</summary>
internal sealed class MessagingMetrics
{
    internal const string Name = "ProductPlatform.Messaging";

    internal static readonly ActivitySource Traces = new(Name);

    /// <summary>2000-01-01 as seconds since 1970.</summary>
    private const long FirstTimestamp = 946_684_800;

    private const long Day = 24 * 60 * 60;

    private readonly Counter<long> _published;
    private readonly Counter<long> _confirmed;
    private readonly Counter<long> _returned;
    private readonly Counter<long> _consumed;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _deadLettered;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _reconnects;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _lag;

    public MessagingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _published = meter.CreateCounter<long>("messaging.published", "{message}", "Messages sent to the broker, repetitions included.");
        _confirmed = meter.CreateCounter<long>("messaging.confirmed", "{message}", "Messages that the broker confirmed.");
        _returned = meter.CreateCounter<long>(
            "messaging.returned",
            "{message}",
            "Messages that the broker returned or refused; they stay in the outbox."
        );
        _consumed = meter.CreateCounter<long>("messaging.consumed", "{message}", "Messages whose effect was committed.");
        _duplicates = meter.CreateCounter<long>("messaging.duplicates", "{message}", "Messages recognised as processed before.");
        _deadLettered = meter.CreateCounter<long>("messaging.dead_lettered", "{message}", "Messages moved to the dead queue.");
        _retries = meter.CreateCounter<long>("messaging.retries", "{message}", "Messages that failed by themselves and are tried again.");
        _reconnects = meter.CreateCounter<long>(
            "messaging.reconnects",
            "{session}",
            "Sessions with the broker that were started again after a failure."
        );
        _batchSize = meter.CreateHistogram<int>("messaging.batch.size", "{message}", "Messages applied in one transaction.");
        _lag = meter.CreateHistogram<double>("messaging.lag", "s", "Age of a message, by its timestamp, when its effect was committed.");
    }

    internal void Published(string type) => _published.Add(1, EventTag(type));

    internal void Confirmed(string type) => _confirmed.Add(1, EventTag(type));

    internal void Returned(string type) => _returned.Add(1, EventTag(type));

    internal void Applied(string queue, int fresh, int duplicates)
    {
        _consumed.Add(fresh, QueueTag(queue));
        _duplicates.Add(duplicates, QueueTag(queue));
        _batchSize.Record(fresh + duplicates, QueueTag(queue));
    }

    /// <summary>Records the age of a message; nothing for a timestamp that is none.</summary>
    internal void Lag(string queue, long timestamp, DateTimeOffset now)
    {
        if (LagOf(timestamp, now) is { } lag)
            _lag.Record(lag.TotalSeconds, QueueTag(queue));
    }

    /// <param name="timestamp">As the producer set it: seconds since 1970 by the protocol, milliseconds by some;
    /// missing (0) or wrong by others.</param>
    /// <param name="now">UTC.</param>
    /// <returns>None for a time before 2000 or after tomorrow; 0 for a clock that is ahead of ours.</returns>
    internal static TimeSpan? LagOf(long timestamp, DateTimeOffset now)
    {
        var current = now.ToUnixTimeSeconds();
        var seconds = timestamp > current * 100 ? timestamp / 1000 : timestamp;
        return seconds < FirstTimestamp || seconds > current + Day ? null : TimeSpan.FromSeconds(Math.Max(0, current - seconds));
    }

    internal void DeadLettered(string queue) => _deadLettered.Add(1, QueueTag(queue));

    internal void Retried(string queue) => _retries.Add(1, QueueTag(queue));

    internal void Reconnected(BrokerRole role) =>
        _reconnects.Add(1, new KeyValuePair<string, object?>("role", role.ToString().ToLowerInvariant()));

    private static KeyValuePair<string, object?> EventTag(string type) => new("event", type);

    private static KeyValuePair<string, object?> QueueTag(string queue) => new("queue", queue);
}
