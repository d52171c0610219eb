using Admin.Data.Users;
using ProductPlatform.Testing;
using ProductPlatform.Testing.Servers;

namespace ProductPlatform.Load;

/// <summary>One run: servers and a fleet of its own, load and faults for a while, then the verdict.</summary>
internal static class ChaosRun
{
    private const int Users = 3000;

    internal static async Task<(bool Good, string Table)> RunAsync(ChaosOptions options, CancellationToken cancellationToken)
    {
        options.OnProgress?.Invoke("MySQL and RabbitMQ start");
        await using var servers = await ServerPair.StartAsync();
        await using var scenario = await Scenario.CreateAsync(servers);
        await AddUsersAsync(scenario);
        await SlowReaders.AddUserAsync(scenario);
        await Catalogue.AddAsync(scenario);
        options.OnProgress?.Invoke($"{options.Replicas} processes of each service start");
        await using var fleet = await Fleet.StartAsync(scenario, FleetOptions.ForChaos(options.Replicas), cancellationToken);
        foreach (var queue in (string[])["main", "admin", "main.dead", "admin.dead"])
            await scenario.WaitForQueueAsync(queue);

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var load = new Load(fleet, options);
        var faults = new Faults(fleet, scenario, options);
        var tamperer = new Tamperer(scenario, options);
        await using var foreign = new ForeignProducer(scenario, faults, options);
        var slowReaders = new SlowReaders(fleet, options);
        await slowReaders.SignInAsync();
        var clients = load.RunAsync(over.Token);
        await Task.WhenAny(load.Flowing, clients);
        options.OnProgress?.Invoke("load flows, the faults begin");
        over.CancelAfter(options.Duration);
        await Task.WhenAll(
            clients,
            slowReaders.RunAsync(over.Token),
            foreign.RunAsync(over.Token),
            faults.RunAsync(over.Token),
            tamperer.RunAsync(over.Token)
        );

        options.OnProgress?.Invoke("everything runs again; counting");
        var verdict = await Verdict.ReachAsync(scenario, load, tamperer, foreign, options);
        Dictionary<string, int> happened = new([.. faults.Counts, .. tamperer.Counts, .. foreign.Counts, .. slowReaders.Counts]);
        var never = happened.Count(kind => kind.Value == 0);
        var report = new Report()
            .Line("seed", options.Seed)
            .Line("load", $"{options.Duration.TotalMinutes:0.#} min, {options.Clients} clients, {options.SlowReaders} slow readers")
            .Lines(load.Answers)
            .Lines(happened)
            .Line("faults that never happened", never);
        verdict.Describe(report, load, tamperer);
        if (!verdict.Good)
            fleet.KeepLogs(report);
        return (verdict.Good && (never == 0 || !options.ExpectsEveryFault), report.ToString());
    }

    /// <summary>Enough users that few likes meet one that is there already.</summary>
    internal static async Task AddUsersAsync(Scenario scenario)
    {
        await using var db = scenario.OpenAdmin();
        db.Users.AddRange(
            Enumerable.Range(1, Users).Select(number => new User { Name = $"User {number}", Email = $"user{number}@example.com" })
        );
        await db.SaveChangesAsync();
    }
}
