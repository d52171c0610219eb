using System.Collections.Concurrent;

namespace ProductPlatform.Messaging.Connection;

/// <summary>How a connection is, from good to bad.</summary>
internal enum ConnectionState
{
    Connected,
    Blocked,
    Disconnected,
}

/// <summary>What this process knows of its connections to the broker; read by health checks.</summary>
internal sealed class BrokerStatus
{
    private readonly ConcurrentDictionary<BrokerRole, ConnectionState> _roles = new();
    private volatile IReadOnlyList<string> _foreignQueues = [];

    /// <summary>The worst of this process's connections.</summary>
    internal ConnectionState Worst => _roles.IsEmpty ? ConnectionState.Disconnected : _roles.Values.Max();

    /// <summary>Queues that exist with other arguments than ours and are used as they are.</summary>
    internal IReadOnlyList<string> ForeignQueues => _foreignQueues;

    internal void Set(BrokerRole role, ConnectionState state) => _roles[role] = state;

    /// <summary>Whether this broker drops messages of such queues after some deliveries.</summary>
    internal bool DropsAfterDeliveries { get; private set; }

    /// <returns>Whether that has changed, to be logged once.</returns>
    internal bool Update(IReadOnlyList<string> foreignQueues, bool dropsAfterDeliveries)
    {
        DropsAfterDeliveries = dropsAfterDeliveries;
        var news = foreignQueues.Except(_foreignQueues).Any();
        _foreignQueues = foreignQueues;
        return news;
    }
}
