using ProductPlatform.Testing.Servers;

namespace ProductPlatform.Load;

/// <summary>
/// The broker, noting when a fault begins that may lose what it is told, and from when on it loses no more: a killed one, when it is gone.
/// </summary>
internal sealed class ObservedBroker(ServerPair servers) : IFaultTarget
{
    private int _bounds;

    /// <summary>Odd while such a fault lasts.</summary>
    internal int FaultBounds => Volatile.Read(ref _bounds);

    public Task StartAsync() => servers.RabbitMq.StartAsync();

    public async Task KillAsync()
    {
        Note();
        await servers.RabbitMq.KillAsync();
        Note();
    }

    public Task FreezeAsync()
    {
        Note();
        return servers.RabbitMq.FreezeAsync();
    }

    public async Task ResumeAsync()
    {
        await servers.RabbitMq.ResumeAsync();
        Note();
    }

    internal async Task CloseConnectionsAsync()
    {
        Note();
        await servers.RabbitMqCtlAsync("close_all_connections", "chaos");
        Note();
    }

    private void Note() => Interlocked.Increment(ref _bounds);
}
