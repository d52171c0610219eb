using System.Globalization;
using ProductPlatform.Load.Bench.Limits;
using ProductPlatform.Load.Bench.Measuring;
using ProductPlatform.Testing;
using ProductPlatform.Testing.Servers;

namespace ProductPlatform.Load.Bench.Platforms;

/// <summary>The servers of one run, the platforms on them by the size of their catalogue, and the databases of the limits.</summary>
internal sealed class PlatformHost : IAsyncDisposable
{
    private readonly string _directory;
    private readonly Dictionary<int, Platform> _platforms = [];
    private Scenario? _limits;
    private int _started;

    private PlatformHost(ServerPair servers, string directory, BenchOptions options) =>
        (Servers, _directory, Options) = (servers, directory, options);

    internal BenchOptions Options { get; }

    internal ServerPair Servers { get; }

    /// <summary>Process ids of the servers by name.</summary>
    private IReadOnlyDictionary<string, int> ServerProcesses =>
        Directory
            .EnumerateFiles(_directory, "server.pid", SearchOption.AllDirectories)
            .ToDictionary(
                file => Path.GetFileName(Path.GetDirectoryName(file)!).StartsWith("mysql", StringComparison.Ordinal) ? "MySQL" : "RabbitMQ",
                file => int.Parse(File.ReadAllText(file).Trim(), CultureInfo.InvariantCulture)
            );

    internal static async Task<PlatformHost> StartAsync(BenchOptions options)
    {
        options.OnProgress("MySQL and RabbitMQ start");
        var directory = Directory.CreateTempSubdirectory("productplatform-bench-").FullName;
        return new PlatformHost(await ServerPair.StartAsync(directory), directory, options);
    }

    /// <summary>The platform with a catalogue of that size; those that are not <paramref name="kept"/> beside it are stopped.</summary>
    internal async Task<Platform> UseAsync(int products, params int[] kept)
    {
        await StopAllBut([products, .. kept]);
        if (!_platforms.TryGetValue(products, out var platform))
        {
            Options.OnProgress($"the services start with {products} products");
            var fleet = new FleetOptions(Replicas: 1)
            {
                AccountSuffix = $"-{++_started}",
                Program = Program,
                Environment = new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "" },
            };
            platform = await Platform.StartAsync(await Scenario.CreateAsync(Servers), fleet, products, Options.Users, ServerProcesses);
            _platforms.Add(products, platform);
        }

        return platform;
    }

    /// <summary>Databases and a virtual host that are migrated as the platform's, for the limits.</summary>
    internal async Task<Scenario> LimitsAsync() => _limits ??= await Scenario.CreateAsync(Servers);

    /// <summary>L2 for as long as a round.</summary>
    internal async Task<Sample> WriteRowsAsync(RowKind kind, TimeSpan time)
    {
        var limits = await LimitsAsync();
        return await LimitProgram.RunAsync<Sample>(
            kind == RowKind.Like ? limits.MainDatabase : limits.AdminDatabase,
            "rows",
            "--kind",
            $"{kind}",
            "--warm-up",
            LimitCommand.Seconds(Options.WarmUp / 2),
            "--seconds",
            LimitCommand.Seconds(time)
        );
    }

    /// <summary>L3 with as many messages as a round of the platform has.</summary>
    internal async Task<QueueSamples> ConsumeAsync() =>
        await LimitProgram.RunAsync<QueueSamples>((await LimitsAsync()).Broker, "queue", "--messages", $"{Options.Messages}");

    internal async Task StopAllBut(params int[] kept)
    {
        foreach (var (products, platform) in _platforms.Where(platform => !kept.Contains(platform.Key)).ToList())
        {
            _platforms.Remove(products);
            await platform.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAllBut();
        if (_limits is not null)
            await _limits.DisposeAsync();
        await Servers.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private string Program(string service) =>
        Options.Programs is { } folder ? Path.Combine(folder, service, $"{service}.dll") : Repository.Program(service);
}
