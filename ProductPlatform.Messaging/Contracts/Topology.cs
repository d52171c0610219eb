namespace ProductPlatform.Messaging.Contracts;

/// <summary>
/// Every name that the broker knows, and only here. The names and their bindings are the wire contract with other processes.
/// </summary>
public static class Topology
{
    /// <summary>Topic exchange of every product event; the routing key is the event's name.</summary>
    public const string ProductExchange = "product_created";

    /// <summary>Topic exchange of likes.</summary>
    public const string LikeExchange = "product_liked";

    /// <summary>Direct exchange of messages that could not be processed; the routing key is the dead queue's name.</summary>
    public const string DeadLetterExchange = "dead-letters";

    /// <summary>Product events for Main.Worker.</summary>
    public const string MainQueue = "main";

    /// <summary>Likes for Admin.Worker.</summary>
    public const string AdminQueue = "admin";

    /// <summary>Begins the names of the exclusive queues in which consumers tell the outcomes of a replay.</summary>
    public const string ReplayQueuePrefix = "replay.";

    internal static readonly IReadOnlyList<(string Queue, string Exchange)> Bindings =
    [
        (MainQueue, ProductExchange),
        (AdminQueue, LikeExchange),
    ];

    /// <summary>The queue that keeps what the consumer of <paramref name="queue"/> could not process.</summary>
    public static string DeadQueue(string queue) => queue + ".dead";

    /// <summary>The exclusive queue that an operator who works on the dead letters of <paramref name="queue"/> holds meanwhile.</summary>
    internal static string DeadQueueLock(string queue) => DeadQueue(queue) + ".lock";

    /// <summary>The exclusive queue that hears of the outcomes of one replay.</summary>
    internal static string ReplayQueue(Guid replay) => $"{ReplayQueuePrefix}{replay:n}";

    /// <summary>Whether outcomes may be sent to a queue that a message names.</summary>
    internal static bool IsReplayQueue(string name) =>
        name.StartsWith(ReplayQueuePrefix, StringComparison.Ordinal) && name.Length == ReplayQueuePrefix.Length + 32;
}
