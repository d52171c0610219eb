using System.Globalization;
using ProductPlatform.Load.Bench.Measuring;
using ProductPlatform.Load.Bench.Platforms;

namespace ProductPlatform.Load.Bench.Workloads;

/// <summary>Likes at a rate that the platform must bear: how soon they are counted, and whether anything piles up.</summary>
internal static class SteadyLikeWorkloads
{
    private const double ShareOfMost = 0.8;

    internal static IEnumerable<Workload> All =>
        [
            new("Likes from request to count in Admin, p99", Goal.UpTo(250, "ms"), "none", LagAsync),
            new("Likes at 0.8 of the most, growth of what waits", Goal.UpTo(1, "% of the likes"), "none", SteadyAsync),
        ];

    private static async Task<Measurement> LagAsync(PlatformHost host)
    {
        var platform = await host.UseAsync(ListWorkloads.Small);
        var rate = await MostAsync(host, platform) / 2;
        var meter = platform.NewMeter();
        List<Sample> lags = [];
        OpenLoopFigures? open = null;
        for (var round = 0; round < host.Options.Rounds; round++)
        {
            var lag = new LikeLag(platform);
            lags.Add(
                await meter.MeasureAsync(async () =>
                {
                    open = await lag.RunAsync(rate, host.Options.Round);
                    return Sample.From(lag.Latencies, open.Latency.Seconds);
                })
            );
        }

        return From(meter, lags, open!) with
        {
            Figure = Spread.From(lags.Select(sample => sample.P99))!.Median,
            Notes = [Describe(rate), "counted from the request's sending, which is before the commit"],
        };
    }

    private static async Task<Measurement> SteadyAsync(PlatformHost host)
    {
        var platform = await host.UseAsync(ListWorkloads.Small);
        var rate = await MostAsync(host, platform) * ShareOfMost;
        var meter = platform.NewMeter();
        var lag = new LikeLag(platform);
        OpenLoopFigures? open = null;
        var sample = await meter.MeasureAsync(async () =>
        {
            open = await lag.RunAsync(rate, host.Options.Steady);
            return Sample.From(lag.Latencies, open.Latency.Seconds);
        });
        var quarter = host.Options.Steady / 4;
        var second = Mean(quarter, 2 * quarter);
        var last = Mean(3 * quarter, 4 * quarter);
        return From(meter, [sample], open!) with
        {
            // Between the middles of the two quarters lies half of the time.
            Figure = Math.Max(0, last - second) * 100 / (rate * 2 * quarter.TotalSeconds),
            Notes =
            [
                Describe(rate),
                $"{host.Options.Steady.TotalSeconds:0} s; waiting in the second quarter {second:N0} and in the last {last:N0} likes on average",
            ],
        };

        double Mean(TimeSpan from, TimeSpan to) =>
            lag.Waiting.Where(look => look.At >= from && look.At < to).Select(look => (double)look.Count).DefaultIfEmpty(0).Average();
    }

    /// <summary>The closed loop's likes a second, just before.</summary>
    private static async Task<double> MostAsync(PlatformHost host, Platform platform)
    {
        await platform.SettleAsync();
        await LikeWorkloads.OverMany(platform).RunAsync(host.Options.WarmUp);
        var most = await LikeWorkloads.OverMany(platform).RunAsync(host.Options.Round);
        await platform.SettleAsync();
        return most.Rate;
    }

    private static Measurement From(Meter meter, IReadOnlyList<Sample> lags, OpenLoopFigures open) =>
        new()
        {
            Figure = double.NaN,
            Throughput = Spread.From(lags.Select(sample => (double?)sample.Rate)),
            P50 = Spread.From(lags.Select(sample => sample.P50)),
            P99 = Spread.From(lags.Select(sample => sample.P99)),
            OpenLoop = open,
            Cpu = meter.CpuPerThousand,
            PeakMemory = meter.PeakMemory,
            LoadShare = meter.LoadShare,
        };

    private static string Describe(double rate) => string.Create(CultureInfo.InvariantCulture, $"at {rate:N0} likes/s, open loop");
}
