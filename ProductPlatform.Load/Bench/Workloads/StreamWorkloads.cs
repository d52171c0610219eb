using System.Diagnostics;
using System.Globalization;
using ProductPlatform.Load.Bench.Clients;
using ProductPlatform.Load.Bench.Measuring;
using ProductPlatform.Load.Bench.Platforms;

namespace ProductPlatform.Load.Bench.Workloads;

/// <summary>A large list to a client that pauses: what the service keeps in memory for it, and whether it keeps a database connection.</summary>
internal static class StreamWorkloads
{
    private const int Looks = 10;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    internal static IEnumerable<Workload> For(BenchOptions options)
    {
        var size = options.LargeCatalogue.ToString("N0", CultureInfo.InvariantCulture);
        return [Stream(ListWorkloads.MainList, size), Stream(ListWorkloads.AdminList, size)];
    }

    private static Workload Stream(string path, string size) =>
        new($"GET {path}, {size} products streamed, memory added", Goal.UpTo(64, "MiB"), "none", host => StreamAsync(host, path));

    private static async Task<Measurement> StreamAsync(PlatformHost host, string path)
    {
        var platform = await host.UseAsync(host.Options.LargeCatalogue);
        var service = platform.Api(path);
        using var client = new LoadClient(service.Address);
        // The first request of its kind compiles code and fills pools.
        using (await client.GetAsync($"{path}?limit=1000")) { }

        List<double> added = [];
        List<Sample> samples = [];
        var meter = platform.NewMeter();
        for (var round = 0; round < host.Options.Rounds; round++)
        {
            var before = ProcessUsage.ResidentMiB(service.ProcessId);
            samples.Add(await meter.MeasureAsync(() => ReadSlowlyAsync(platform, service, client, path)));
            added.Add(ProcessUsage.PeakMiB(service.ProcessId) - before);
        }

        return new Measurement
        {
            Figure = added.Max(),
            Throughput = Spread.From(samples.Select(sample => (double?)sample.Rate)),
            Cpu = meter.CpuPerThousand,
            PeakMemory = meter.PeakMemory,
            LoadShare = meter.LoadShare,
            Notes = ["throughput is products a second; no database connection was held while the client paused"],
        };
    }

    /// <exception cref="InvalidOperationException">The list is not whole, or the service held a connection during the pause.</exception>
    private static async Task<Sample> ReadSlowlyAsync(Platform platform, Replica service, LoadClient client, string path)
    {
        var started = Stopwatch.GetTimestamp();
        var paused = TimeSpan.Zero;
        using var response = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var bytes = new byte[64 * 1024];
        var products = 0L;
        for (int read; (read = await body.ReadAsync(bytes)) > 0; )
        {
            // A product is the only object, and no text of the catalogue has a brace.
            products += bytes.AsSpan(..read).Count((byte)'{');
            if (paused == TimeSpan.Zero)
            {
                var begun = Stopwatch.GetTimestamp();
                if (await HoldsConnectionAsync(platform, service))
                    throw new InvalidOperationException($"{service.Name} held a database connection while its client did not read.");
                paused = Stopwatch.GetElapsedTime(begun);
            }
        }

        return products == platform.Products
            ? new Sample(products, (Stopwatch.GetElapsedTime(started) - paused).TotalSeconds)
            : throw new InvalidOperationException($"{products} of {platform.Products} products came.");
    }

    /// <summary>Whether a statement or a transaction of the service is open at every look; those of its background work are soon over.</summary>
    private static async Task<bool> HoldsConnectionAsync(Platform platform, Replica service)
    {
        var database = new DatabaseView(platform.Scenario);
        for (var look = 0; look < Looks; look++)
        {
            await Task.Delay(BetweenLooks);
            if (await database.HasTransactionAsync(service.Account) != true)
                return false;
        }

        return true;
    }
}
