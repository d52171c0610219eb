using System.Collections.Concurrent;
using System.Diagnostics;
using CliWrap.Exceptions;
using MySqlConnector;
using ProductPlatform.Testing;
using ProductPlatform.Testing.Servers;
using static ProductPlatform.Load.FaultSchedule;

namespace ProductPlatform.Load;

/// <summary>Kills, stops, cuts and refuses by a schedule that the seed fixes, and puts everything back.</summary>
internal sealed class Faults
{
    private const string ConnectionsClosed = "all broker connections closed";
    private const string DatabaseReadOnly = "database read-only";
    private const string DeadLettersRefused = "dead-letter queues refused";

    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(4);

    /// <summary>Longer than the server waits for a leader's next statement (OutboxRelay: 10 s).</summary>
    private static readonly TimeSpan LeaderFrozen = TimeSpan.FromSeconds(12);

    /// <summary>Longer than the server waits for a transaction's next statement (DatabaseSession: 30 s).</summary>
    private static readonly TimeSpan BatchFrozenAtMost = TimeSpan.FromSeconds(40);

    /// <summary>For what others may delay: the other replica starts, the broker is down.</summary>
    private static readonly TimeSpan FaultTimeout = TimeSpan.FromSeconds(60);

    private readonly Fleet _fleet;
    private readonly Scenario _scenario;
    private readonly ServerPair _servers;
    private readonly ChaosOptions _options;
    private readonly DatabaseView _database;
    private readonly ConcurrentDictionary<string, int> _counts;
    private readonly ObservedBroker _broker;

    internal Faults(Fleet fleet, Scenario scenario, ChaosOptions options)
    {
        (_fleet, _scenario, _servers, _options, _database) = (fleet, scenario, scenario.Servers, options, new DatabaseView(scenario));
        _broker = new ObservedBroker(scenario.Servers);
        string[] names = [.. fleet.Services.Select(service => service[0].Name), "MySQL", "RabbitMQ"];
        _counts = new(
            names
                .SelectMany(name => (string[])[Killed(name), Stopped(name)])
                .Concat([
                    LeaderStopped(fleet.AdminApi),
                    LeaderStopped(fleet.MainApi),
                    BatchStopped(fleet.AdminWorker),
                    BatchStopped(fleet.MainWorker),
                ])
                .Concat([ConnectionsClosed, DatabaseReadOnly, DeadLettersRefused])
                .ToDictionary(kind => kind, _ => 0)
        );
    }

    /// <summary>How often each kind of fault happened, and 0 for one that did not.</summary>
    internal IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>Odd while a fault lasts that may lose what the broker is told; equal at two moments when there was none between them.</summary>
    internal int BrokerFaultBounds => _broker.FaultBounds;

    /// <summary>Returns when the time is over and everything runs again.</summary>
    internal async Task RunAsync(CancellationToken stopping)
    {
        await Task.WhenAll(
            DisturbServiceAsync(
                _fleet.AdminApi,
                LeaderStopped(_fleet.AdminApi),
                _ => StopLeaderAsync(_fleet.AdminApi, _scenario.AdminDatabase, stopping),
                stopping
            ),
            DisturbServiceAsync(
                _fleet.MainApi,
                LeaderStopped(_fleet.MainApi),
                _ => StopLeaderAsync(_fleet.MainApi, _scenario.MainDatabase, stopping),
                stopping
            ),
            DisturbServiceAsync(
                _fleet.AdminWorker,
                BatchStopped(_fleet.AdminWorker),
                random => StopBatchAsync(_fleet.AdminWorker, random, stopping),
                stopping
            ),
            DisturbServiceAsync(
                _fleet.MainWorker,
                BatchStopped(_fleet.MainWorker),
                random => StopBatchAsync(_fleet.MainWorker, random, stopping),
                stopping
            ),
            DisturbDatabaseAsync(stopping),
            DisturbBrokerAsync(stopping),
            DisturbDeadLettersAsync(stopping)
        );

        // A broker that was killed just then may have come back with the policy before.
        await SetDeadLettersRefusedAsync(false, CancellationToken.None);
    }

    private static string Killed(string name) => $"{name} killed";

    private static string Stopped(string name) => $"{name} stopped and continued";

    private static string LeaderStopped(Replica[] replicas) => $"{replicas[0].Name}'s leading relay stopped, the other led";

    private static string BatchStopped(Replica[] replicas) => $"{replicas[0].Name} stopped in a transaction";

    private Task DisturbServiceAsync(Replica[] replicas, string atWork, Func<Random, Task> stopAtWork, CancellationToken stopping)
    {
        var name = replicas[0].Name;
        var random = _options.RandomFor(name);
        return EveryAsync(
            _options.KillEvery,
            random,
            number =>
                IsDue(atWork, number)
                    ? stopAtWork(random)
                    : DisturbAsync(replicas[random.Next(replicas.Length)], name, number, random, stopping),
            stopping
        );
    }

    private Task DisturbDatabaseAsync(CancellationToken stopping)
    {
        var random = _options.RandomFor("MySQL");
        return EveryAsync(
            _options.ServerEvery,
            random,
            number =>
                IsDue(DatabaseReadOnly, number)
                    ? MakeReadOnlyAsync(random, stopping)
                    : DisturbAsync(_servers.MySql, "MySQL", number, random, stopping),
            stopping
        );
    }

    private Task DisturbBrokerAsync(CancellationToken stopping)
    {
        var random = _options.RandomFor("RabbitMQ");
        // Alternately, so that connections are closed only while the broker has some.
        return EveryAsync(
            _options.ServerEvery / 4,
            random,
            number => number % 2 == 0 ? DisturbAsync(_broker, "RabbitMQ", number / 2, random, stopping) : CloseConnectionsAsync(),
            stopping
        );
    }

    private Task DisturbDeadLettersAsync(CancellationToken stopping) =>
        EveryAsync(_options.KillEvery, _options.RandomFor("dead letters"), _ => RefuseDeadLettersAsync(stopping), stopping);

    /// <summary>Early, so that the short form has it too, and again at once when the others' faults did not let it happen.</summary>
    private bool IsDue(string rareFault, int number) => number % 5 == 1 || (number > 2 && _counts[rareFault] == 0);

    private async Task DisturbAsync(IFaultTarget victim, string name, int number, Random random, CancellationToken stopping)
    {
        if (number % 5 == 2)
        {
            await victim.FreezeAsync();
            await PauseAsync(Frozen, random, stopping);
            await victim.ResumeAsync();
            Count(Stopped(name));
        }
        else
        {
            await victim.KillAsync();
            Count(Killed(name));
            await victim.StartAsync();
        }
    }

    /// <summary>Stops the process whose relay leads until the server has given its lock to the other's, and for longer than it may be silent.</summary>
    private async Task StopLeaderAsync(Replica[] replicas, string connectionString, CancellationToken stopping)
    {
        var database = new MySqlConnectionStringBuilder(connectionString).Database;
        Replica? leader = null;
        await UntilAsync(
            async () =>
            {
                if (await _database.LeaderAsync(database) is not { } account)
                    return false;
                leader = replicas.Single(process => process.Account == account);
                await leader.FreezeAsync();
                if (await _database.LeaderAsync(database) == account)
                    return true;
                await leader.ResumeAsync();
                leader = null;
                return false;
            },
            FaultTimeout,
            stopping
        );
        if (leader is null)
            return;

        var frozen = Stopwatch.GetTimestamp();
        var followed = await UntilAsync(
            async () =>
                Stopwatch.GetElapsedTime(frozen) > LeaderFrozen
                && await _database.LeaderAsync(database) is { } account
                && account != leader.Account,
            FaultTimeout,
            stopping
        );
        await leader.ResumeAsync();
        if (followed)
            Count(LeaderStopped(replicas));
    }

    /// <summary>Stops a worker in the middle of a batch until the server has ended its transaction.</summary>
    private async Task StopBatchAsync(Replica[] replicas, Random random, CancellationToken stopping)
    {
        var worker = replicas[random.Next(replicas.Length)];
        var caught = await UntilAsync(
            async () =>
            {
                await worker.FreezeAsync();
                // Until the server shows what is so since the worker stopped.
                await Task.Delay(200, CancellationToken.None);
                if (await _database.HasTransactionAsync(worker.Account) is true)
                    return true;
                await worker.ResumeAsync();
                return false;
            },
            FaultTimeout,
            stopping
        );
        if (!caught)
            return;

        await UntilAsync(async () => await _database.HasTransactionAsync(worker.Account) is false, BatchFrozenAtMost, stopping);
        await worker.ResumeAsync();
        Count(BatchStopped(replicas));
    }

    private async Task MakeReadOnlyAsync(Random random, CancellationToken stopping)
    {
        if (!await UntilAsync(() => _database.SetReadOnlyAsync(true), FaultTimeout, stopping))
            return;
        await PauseAsync(Frozen, random, stopping);
        await UntilAsync(() => _database.SetReadOnlyAsync(false), FaultTimeout, CancellationToken.None);
        Count(DatabaseReadOnly);
    }

    private async Task CloseConnectionsAsync()
    {
        await _broker.CloseConnectionsAsync();
        Count(ConnectionsClosed);
    }

    private async Task RefuseDeadLettersAsync(CancellationToken stopping)
    {
        if (!await SetDeadLettersRefusedAsync(true, stopping))
            return;
        await PauseAsync(Frozen * 2, _options.RandomFor("refused"), stopping);
        await SetDeadLettersRefusedAsync(false, CancellationToken.None);
        Count(DeadLettersRefused);
    }

    /// <summary>Never clears the policy: another one can be set again and again, while the broker goes and comes.</summary>
    /// <returns>False when the time was over before the broker did it.</returns>
    private Task<bool> SetDeadLettersRefusedAsync(bool refused, CancellationToken stopping) =>
        UntilAsync(
            async () =>
            {
                try
                {
                    await _servers.RabbitMqCtlAsync(
                        "set_policy",
                        "-p",
                        new Uri(_scenario.Broker).AbsolutePath[1..],
                        "chaos",
                        @"^(main|admin)\.dead$",
                        $$"""{"max-length":{{(refused ? 0 : 1_000_000_000)}},"overflow":"reject-publish"}""",
                        "--apply-to",
                        "queues"
                    );
                    return true;
                }
                catch (CommandExecutionException)
                {
                    // The broker is down.
                    return false;
                }
            },
            Timeout.InfiniteTimeSpan,
            stopping
        );

    private void Count(string fault)
    {
        _counts.AddOrUpdate(fault, 1, (_, count) => count + 1);
        _options.OnProgress?.Invoke(fault);
    }
}
