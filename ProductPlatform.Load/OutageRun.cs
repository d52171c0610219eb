using System.Globalization;
using ProductPlatform.Testing;
using ProductPlatform.Testing.Servers;

namespace ProductPlatform.Load;

/// <summary>One long fault under load: the broker is unavailable. No request may fail or wait for it, and all is delivered afterwards.</summary>
internal static class OutageRun
{
    private const string WarmUp = "warm-up";
    private const string Before = "broker available";
    private const string During = "broker unavailable";
    private const string After = "broker restarted";

    /// <summary>Requests that waited for the broker would take seconds, not a few times as long.</summary>
    private const double SlowerAtMost = 4;

    /// <summary>400 and 404 are answers to a like that was there before, and of a product that Main does not know yet.</summary>
    private static readonly string[] GoodAnswers = ["200", "201", "202", "204", "400", "404"];

    internal static async Task<(bool Good, string Table)> RunAsync(ChaosOptions options, CancellationToken cancellationToken)
    {
        await using var servers = await ServerPair.StartAsync();
        await using var scenario = await Scenario.CreateAsync(servers);
        await ChaosRun.AddUsersAsync(scenario);
        await using var fleet = await Fleet.StartAsync(scenario, FleetOptions.ForChaos(options.Replicas), cancellationToken);

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var load = new Load(fleet, options);
        load.Begin(WarmUp);
        var clients = load.RunAsync(over.Token);
        await Task.WhenAny(load.Flowing, clients);
        var beside = TimeSpan.FromTicks(Math.Min(options.Duration.Ticks, TimeSpan.FromSeconds(20).Ticks));
        await PauseAsync(beside, over.Token);
        load.Begin(Before);
        await PauseAsync(beside, over.Token);

        // Killed, not stopped: no client is notified.
        await servers.RabbitMq.KillAsync();
        load.Begin(During);
        await PauseAsync(options.Duration, over.Token);
        var waiting = await Scenario.OutboxDepthAsync(scenario.OpenAdmin()) + await Scenario.OutboxDepthAsync(scenario.OpenMain());

        load.Begin(After);
        await servers.RabbitMq.StartAsync();
        await over.CancelAsync();
        await clients;

        var nobody = new Tamperer(scenario, options);
        var verdict = await Verdict.ReachAsync(scenario, load, nobody, foreign: null, options);
        var failed = load.Answers.Where(answer => !GoodAnswers.Contains(answer.Key.Split(": ")[1])).Sum(answer => answer.Value);
        var slower = Median(load, During) / Median(load, Before);
        var report = new Report()
            .Line("seed", options.Seed)
            .Line(
                "broker unavailable",
                string.Create(CultureInfo.InvariantCulture, $"{options.Duration.TotalMinutes:0.##} min, {options.Clients} clients")
            )
            .Lines(load.Answers)
            .Line("requests failed", failed)
            .Line("median response time, unavailable to available", Ratio(slower))
            .Line("99th percentile, unavailable to available", Ratio(Percentile(load, During, 99) / Percentile(load, Before, 99)))
            .Line("events waiting when the broker restarted", waiting);
        verdict.Describe(report, load, nobody);
        if (!verdict.Good)
            fleet.KeepLogs(report);
        return (verdict.Good && failed == 0 && waiting > 0 && slower < SlowerAtMost, report.ToString());
    }

    private static async Task PauseAsync(TimeSpan time, CancellationToken stopping) =>
        await Task.Delay(time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static double Median(Load load, string phase) => Percentile(load, phase, 50);

    private static double Percentile(Load load, string phase, int percent)
    {
        var times = load.Times(phase);
        return times.Count == 0 ? double.NaN : times[(times.Count - 1) * percent / 100].TotalMilliseconds;
    }

    private static string Ratio(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00}");
}
