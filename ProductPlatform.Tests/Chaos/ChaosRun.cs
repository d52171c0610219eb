using Admin.Data.Users;
using ProductPlatform.Tests.Messaging;
using ProductPlatform.Tests.Servers;

namespace ProductPlatform.Tests.Chaos;

/// <summary>One run: servers and a fleet of its own, load and faults for a while, then the verdict.</summary>
internal static class ChaosRun
{
    private const int Users = 3000;

    internal static async Task<(Verdict Verdict, string Table)> RunAsync(ChaosOptions options, CancellationToken cancellationToken)
    {
        await using var servers = await ServerPair.StartAsync();
        await using var scenario = await Scenario.CreateAsync(servers);
        await AddUsersAsync(scenario);
        await using var fleet = await Fleet.StartAsync(scenario, options, cancellationToken);
        await scenario.DeclareTopologyAsync();

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var load = new Load(fleet, options);
        var faults = new Faults(fleet, servers, options);
        var tamperer = new Tamperer(scenario, options);
        var clients = load.RunAsync(over.Token);
        await Task.WhenAny(load.Flowing, clients);
        over.CancelAfter(options.Duration);
        await Task.WhenAll(clients, faults.RunAsync(over.Token), tamperer.RunAsync(over.Token));

        var verdict = await Verdict.ReachAsync(scenario, load, tamperer, options);
        var report = new Report()
            .Line("seed", options.Seed)
            .Line("load", $"{options.Duration.TotalMinutes:0.#} min, {options.Clients} clients")
            .Lines(load.Answers)
            .Lines(faults.Counts)
            .Line("messages put back twice, shuffled", tamperer.Duplicated);
        verdict.Describe(report, load, tamperer);
        if (!verdict.Good)
            fleet.KeepLogs(report);
        return (verdict, report.ToString());
    }

    /// <summary>Enough users that few likes meet one that is there already.</summary>
    internal static async Task AddUsersAsync(Scenario scenario)
    {
        await using var db = scenario.OpenAdmin();
        db.Users.AddRange(Enumerable.Range(1, Users).Select(number => new User { Name = $"User {number}", Email = $"user{number}@example.com" }));
        await db.SaveChangesAsync();
    }
}
