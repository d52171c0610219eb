using System.Globalization;
using ProductPlatform.Load.Bench.Platforms;
using ProductPlatform.Testing;
using ProductPlatform.Testing.Servers;

namespace ProductPlatform.Load.Upgrade;

/// <summary>
/// The last release runs under load; its databases get this version's schema, this version's processes start beside, and the old ones end one by one. Then
/// the same back, on the new schema. No request may fail, and nothing may be lost or double.
/// </summary>
internal sealed class UpgradeRun : IAsyncDisposable
{
    private const int Users = 3000;
    private const string StaffName = "upgrade";

    /// <summary>400 and 404 are answers to a like that was there before, and of a product that Main does not know yet.</summary>
    private static readonly string[] GoodAnswers = ["200", "201", "202", "204", "400", "404"];

    private readonly ChaosOptions _options;
    private readonly Scenario _scenario;
    private readonly Balancer _balancer = new();
    private readonly FleetOptions _fleet;
    private readonly List<Fleet> _fleets = [];
    private int _unclean;
    private int _sessionsLost;
    private string? _cookies;

    private UpgradeRun(ChaosOptions options, Scenario scenario)
    {
        (_options, _scenario) = (options, scenario);
        _fleet = FleetOptions.ForChaos(options.Replicas) with { AdminAddress = _balancer.AdminApi };
    }

    /// <summary>How long each state lasts: old, side by side, new, side by side, old.</summary>
    private TimeSpan Stage => _options.Duration / 5;

    internal static async Task<(bool Good, string Table)> RunAsync(
        ChaosOptions options,
        string release,
        CancellationToken cancellationToken
    )
    {
        await using var servers = await ServerPair.StartAsync();
        await using var scenario = new Scenario
        {
            Servers = servers,
            AdminDatabase = await servers.CreateDatabaseAsync(),
            MainDatabase = await servers.CreateDatabaseAsync(),
            Broker = await servers.CreateVirtualHostAsync(),
        };
        // How soon everything converges is not what is asked here.
        await using var run = new UpgradeRun(options with { Replicas = 1, ConvergeWithin = TimeSpan.FromMinutes(3) }, scenario);
        return await run.RunAsync(ReleaseBuild.In(release), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var fleet in _fleets)
            await fleet.DisposeAsync();
        await _balancer.DisposeAsync();
    }

    private async Task<(bool Good, string Table)> RunAsync(ReleaseBuild old, CancellationToken cancellationToken)
    {
        await old.MigrateAsync(_scenario, cancellationToken);
        await BulkRows.AddUsersAsync(_scenario.AdminDatabase, Users);
        var running = await StartAsync(old, cancellationToken);
        await _balancer.RouteAsync(running.AdminApi, running.MainApi);

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var load = new Load([_balancer.AdminApi], [_balancer.MainApi], _options);
        var clients = load.RunAsync(over.Token);
        await Task.WhenAny(load.Flowing, clients);
        await PauseAsync(cancellationToken);

        Say("this version's schema, under the last release");
        var before = await MigrationsAsync();
        await ReleaseBuild.Current.MigrateAsync(_scenario, cancellationToken);
        var migrations = await MigrationsAsync() - before;
        await Staff.AddAsync(_scenario, StaffName);
        _cookies = await Staff.SignInAsync(_balancer.AdminApi, StaffName);

        running = await ReplaceAsync(running, ReleaseBuild.Current, cancellationToken);
        running = await ReplaceAsync(running, old, cancellationToken);
        await over.CancelAsync();
        await clients;
        return await JudgeAsync(load, migrations);
    }

    /// <summary>Both versions for a while, then only the other one.</summary>
    private async Task<Fleet> ReplaceAsync(Fleet running, ReleaseBuild by, CancellationToken cancellationToken)
    {
        Say($"{by.Name} starts beside");
        var next = await StartAsync(by, cancellationToken);
        List<Replica> adminApis = [.. running.AdminApi, .. next.AdminApi];
        List<Replica> mainApis = [.. running.MainApi, .. next.MainApi];
        await _balancer.RouteAsync(adminApis, mainApis);
        await PauseAsync(cancellationToken);

        Say($"only {by.Name} is left running");
        foreach (var process in running.All)
        {
            // Out of the balancer first: nothing new is sent to it, and what it has begun it finishes.
            if (adminApis.Remove(process) || mainApis.Remove(process))
                await _balancer.RouteAsync(adminApis, mainApis);
            if (await process.StopAsync() != 0)
                _unclean++;
        }

        await CheckSessionAsync();
        await PauseAsync(cancellationToken);
        return next;
    }

    private async Task<Fleet> StartAsync(ReleaseBuild build, CancellationToken cancellationToken)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $"-{_fleets.Count}");
        var fleet = await Fleet.StartAsync(_scenario, _fleet with { Program = build.Program, AccountSuffix = suffix }, cancellationToken);
        _fleets.Add(fleet);
        return fleet;
    }

    private async Task CheckSessionAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_balancer.AdminApi, "/admin"));
        request.Headers.Add("Cookie", _cookies);
        using var response = await http.SendAsync(request);
        if (!response.IsSuccessStatusCode)
            _sessionsLost++;
    }

    private async Task<(bool Good, string Table)> JudgeAsync(Load load, int migrations)
    {
        var tamperer = new Tamperer(_scenario, _options);
        var verdict = await Verdict.ReachAsync(_scenario, load, tamperer, foreign: null, _options);
        var failed = load.Answers.Where(answer => !GoodAnswers.Contains(answer.Key.Split(": ")[1])).Sum(answer => answer.Value);
        var report = new Report()
            .Line("seed", _options.Seed)
            .Line("migrations applied under the last release", migrations)
            .Lines(load.Answers)
            .Line("requests failed", failed)
            .Line("processes that did not end with exit code 0", _unclean)
            .Line("sessions lost", _sessionsLost);
        verdict.Describe(report, load, tamperer);
        var good = verdict.Good && failed == 0 && _unclean == 0 && _sessionsLost == 0;
        foreach (var fleet in good ? [] : _fleets)
            fleet.KeepLogs(report);
        return (good, report.ToString());
    }

    private async Task<int> MigrationsAsync() =>
        await CountMigrationsAsync(_scenario.AdminDatabase) + await CountMigrationsAsync(_scenario.MainDatabase);

    private static async Task<int> CountMigrationsAsync(string database)
    {
        await using var connection = new MySqlConnector.MySqlConnection(database);
        await connection.OpenAsync();
        await using var command = new MySqlConnector.MySqlCommand("SELECT COUNT(*) FROM __EFMigrationsHistory", connection);
        return Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private void Say(string step) => _options.OnProgress?.Invoke(step);

    private Task PauseAsync(CancellationToken cancellationToken) => Task.Delay(Stage, cancellationToken);
}
