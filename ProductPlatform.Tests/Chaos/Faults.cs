using System.Collections.Concurrent;
using ProductPlatform.Tests.Servers;

namespace ProductPlatform.Tests.Chaos;

/// <summary>Kills, stops and cuts by a schedule that the seed fixes, and puts everything back.</summary>
internal sealed class Faults(Fleet fleet, ServerPair servers, ChaosOptions options) : IDisposable
{
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(4);
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly SemaphoreSlim _broker = new(1);

    internal IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>Returns when the time is over and everything runs again.</summary>
    internal Task RunAsync(CancellationToken stopping) => Task.WhenAll(
        DisturbAsync(fleet.AdminApi, stopping),
        DisturbAsync(fleet.MainApi, stopping),
        DisturbAsync(fleet.AdminWorker, stopping),
        DisturbAsync(fleet.MainWorker, stopping),
        DisturbServersAsync(stopping),
        CloseConnectionsAsync(stopping));

    public void Dispose() => _broker.Dispose();

    private async Task DisturbAsync(ServiceProcess[] replicas, CancellationToken stopping)
    {
        var random = options.RandomFor(replicas[0].Name);
        var due = PauseAsync(options.KillEvery, random, stopping);
        for (var number = 0; await due; number++)
        {
            due = PauseAsync(options.KillEvery, random, stopping);
            var victim = replicas[random.Next(replicas.Length)];
            if (number % 12 == 1)
            {
                await victim.FreezeAsync();
                await PauseAsync(Frozen, random, stopping);
                await victim.ResumeAsync();
                Count($"{victim.Name} stopped and continued");
            }
            else
            {
                await victim.KillAsync();
                Count($"{victim.Name} killed");
                await victim.StartAsync(CancellationToken.None);
            }
        }
    }

    private async Task DisturbServersAsync(CancellationToken stopping)
    {
        var random = options.RandomFor("servers");
        var due = PauseAsync(options.ServerEvery, random, stopping);
        for (var number = 0; await due; number++)
        {
            due = PauseAsync(options.ServerEvery, random, stopping);
            if (number % 2 == 0)
                await WithBrokerAsync(() => DisturbServerAsync(servers.RabbitMq, "RabbitMQ", number, random, stopping));
            else
                await DisturbServerAsync(servers.MySql, "MySQL", number, random, stopping);
        }
    }

    private async Task WithBrokerAsync(Func<Task> action)
    {
        await _broker.WaitAsync(CancellationToken.None);
        try
        {
            await action();
        }
        finally
        {
            _broker.Release();
        }
    }

    private async Task DisturbServerAsync(ServerControl server, string name, int number, Random random, CancellationToken stopping)
    {
        if (number % 24 is 2 or 3)
        {
            await server.FreezeAsync();
            await PauseAsync(Frozen, random, stopping);
            await server.ResumeAsync();
            Count($"{name} stopped and continued");
        }
        else
        {
            await server.KillAsync();
            Count($"{name} killed");
            await server.StartAsync();
        }
    }

    private async Task CloseConnectionsAsync(CancellationToken stopping)
    {
        var random = options.RandomFor("connections");
        while (await PauseAsync(options.ServerEvery * 3, random, stopping))
        {
            // A broker that is down has no connections; to ask it would only take a core for a second.
            await WithBrokerAsync(() => servers.RabbitMqCtlAsync("close_all_connections", "chaos"));
            Count("all broker connections closed");
        }
    }

    /// <returns>False when the time is over.</returns>
    private static async Task<bool> PauseAsync(TimeSpan about, Random random, CancellationToken stopping)
    {
        await Task.Delay(about * (0.5 + random.NextDouble()), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stopping.IsCancellationRequested;
    }

    private void Count(string fault)
    {
        _counts.AddOrUpdate(fault, 1, (_, count) => count + 1);
        options.OnFault?.Invoke(fault);
    }
}
