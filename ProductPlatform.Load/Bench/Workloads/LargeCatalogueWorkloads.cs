using System.Globalization;
using ProductPlatform.Load.Bench.Clients;
using ProductPlatform.Load.Bench.Measuring;
using ProductPlatform.Load.Bench.Platforms;

namespace ProductPlatform.Load.Bench.Workloads;

/// <summary>Pages and searches of a catalogue that no answer may read as a whole.</summary>
internal static class LargeCatalogueWorkloads
{
    private const int Few = 1000;
    private const int PageSize = 100;

    /// <summary>Different requests of one workload.</summary>
    private const int Variants = 200;

    internal static IEnumerable<Workload> For(BenchOptions options)
    {
        var size = options.LargeCatalogue.ToString("N0", CultureInfo.InvariantCulture);
        var limit = $"the same at {Few:N0} products, time";
        return
        [
            new(
                $"GET {ListWorkloads.MainList}?after=, {size} products",
                Goal.Times(1.2),
                limit,
                host => PageAsync(host, ListWorkloads.MainList)
            ),
            new(
                $"GET {ListWorkloads.AdminList}?after=, {size} products",
                Goal.Times(1.2),
                limit,
                host => PageAsync(host, ListWorkloads.AdminList)
            ),
            new($"GET {ListWorkloads.AdminList}?search=, {size} products, p99", Goal.UpTo(100, "ms"), "none", SearchAsync),
        ];
    }

    private static async Task<Measurement> PageAsync(PlatformHost host, string path)
    {
        var few = await host.UseAsync(Few, host.Options.LargeCatalogue);
        var large = await host.UseAsync(host.Options.LargeCatalogue, Few);
        return await new Comparison(host.Options, large.NewMeter()) { LimitMeter = few.NewMeter() }.RunAsync(
            Pages(large, path).RunAsync,
            Pages(few, path).RunAsync,
            Comparison.InverseRatio
        );
    }

    private static Wrk Pages(Platform platform, string path) =>
        new(
            platform.Api(path).Address,
            [
                .. Enumerable
                    .Range(0, Variants)
                    .Select(number => (long)number * (platform.Products - PageSize) / Variants)
                    .Select(after => new WrkRequest(string.Create(CultureInfo.InvariantCulture, $"{path}?limit={PageSize}&after={after}"))),
            ]
        );

    private static async Task<Measurement> SearchAsync(PlatformHost host)
    {
        var platform = await host.UseAsync(host.Options.LargeCatalogue);
        return await LatencyAsync(
            host,
            platform,
            new Wrk(
                platform.AdminApi.Address,
                [
                    .. Enumerable
                        .Range(1, Variants)
                        .Select(number => (long)number * platform.Products / Variants)
                        .Select(number => new WrkRequest(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{ListWorkloads.AdminList}?limit={PageSize}&search=Product%20{number}%20"
                            )
                        )),
                ]
            )
        );
    }

    /// <summary>The 99th percentile in ms, which is held against a time instead of against a limit.</summary>
    internal static Task<Measurement> LatencyAsync(PlatformHost host, Platform platform, Wrk load) =>
        new Comparison(host.Options, platform.NewMeter()).RunAsync(
            load.RunAsync,
            limit: null,
            (samples, _) => Spread.From(samples.Select(sample => sample.P99))!.Median
        );
}
