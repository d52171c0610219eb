using System.Collections.Concurrent;

namespace ProductPlatform.Messaging.Broker;

/// <summary>What this process knows of its connections to the broker; read by health checks.</summary>
internal sealed class BrokerStatus
{
    private readonly ConcurrentDictionary<BrokerRole, string> _roles = new();
    private volatile IReadOnlyList<string> _foreignQueues = [];

    /// <summary>Each role of this process with <c>connected</c>, <c>blocked</c> or <c>disconnected</c>.</summary>
    internal IReadOnlyDictionary<BrokerRole, string> Roles => _roles;

    /// <summary>Queues that exist with other arguments than ours and are used as they are.</summary>
    internal IReadOnlyList<string> ForeignQueues => _foreignQueues;

    internal void Connected(BrokerRole role) => _roles[role] = "connected";

    internal void Blocked(BrokerRole role) => _roles[role] = "blocked";

    internal void Disconnected(BrokerRole role) => _roles[role] = "disconnected";

    /// <returns>Whether that is news, to be logged once.</returns>
    internal bool Found(IReadOnlyList<string> foreignQueues)
    {
        var news = foreignQueues.Except(_foreignQueues).Any();
        _foreignQueues = foreignQueues;
        return news;
    }
}
