using System.Collections.Concurrent;
using ProductPlatform.Tests.Servers;

namespace ProductPlatform.Tests.Chaos;

/// <summary>Kills, stops and cuts by a schedule that the seed fixes, and puts everything back.</summary>
internal sealed class Faults(Fleet fleet, ServerPair servers, ChaosOptions options)
{
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(4);
    private readonly ConcurrentDictionary<string, int> _counts = new();

    internal IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>Returns when the time is over and everything runs again.</summary>
    internal Task RunAsync(CancellationToken stopping) => Task.WhenAll(
        DisturbServiceAsync(fleet.AdminApi, stopping),
        DisturbServiceAsync(fleet.MainApi, stopping),
        DisturbServiceAsync(fleet.AdminWorker, stopping),
        DisturbServiceAsync(fleet.MainWorker, stopping),
        DisturbDatabaseAsync(stopping),
        DisturbBrokerAsync(stopping));

    private Task DisturbServiceAsync(ServiceProcess[] replicas, CancellationToken stopping)
    {
        var name = replicas[0].Name;
        var random = options.RandomFor(name);
        return EveryAsync(options.KillEvery, random, number => DisturbAsync(replicas[random.Next(replicas.Length)], name, number, random, stopping), stopping);
    }

    private Task DisturbDatabaseAsync(CancellationToken stopping)
    {
        var random = options.RandomFor("MySQL");
        return EveryAsync(options.ServerEvery, random, number => DisturbAsync(servers.MySql, "MySQL", number, random, stopping), stopping);
    }

    private Task DisturbBrokerAsync(CancellationToken stopping)
    {
        var random = options.RandomFor("RabbitMQ");
        // By turns, so that connections are closed only while the broker has some.
        return EveryAsync(
            options.ServerEvery / 4,
            random,
            number => number % 2 == 0 ? DisturbAsync(servers.RabbitMq, "RabbitMQ", number / 2, random, stopping) : CloseConnectionsAsync(),
            stopping);
    }

    private async Task DisturbAsync(IFaultTarget victim, string name, int number, Random random, CancellationToken stopping)
    {
        if (number % 12 == 1)
        {
            await victim.FreezeAsync();
            await PauseAsync(Frozen, random, stopping);
            await victim.ResumeAsync();
            Count($"{name} stopped and continued");
        }
        else
        {
            await victim.KillAsync();
            Count($"{name} killed");
            await victim.StartAsync();
        }
    }

    private async Task CloseConnectionsAsync()
    {
        await servers.RabbitMqCtlAsync("close_all_connections", "chaos");
        Count("all broker connections closed");
    }

    /// <summary>A fault is due a while after the one before began, or when that one is over.</summary>
    private static async Task EveryAsync(TimeSpan about, Random random, Func<int, Task> fault, CancellationToken stopping)
    {
        var due = PauseAsync(about, random, stopping);
        for (var number = 0; await due; number++)
        {
            due = PauseAsync(about, random, stopping);
            await fault(number);
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
