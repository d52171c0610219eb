namespace ProductPlatform.Load.Bench.Measuring;

/// <summary>Loads the platform and its limit in turn (A B A B), so that what else the machine does falls on both.</summary>
internal sealed class Comparison(BenchOptions options, Meter meter)
{
    /// <summary>The limit's meter; null for a limit that measures itself.</summary>
    public Meter? LimitMeter { get; init; }

    /// <summary>Returns when the platform has done what a round left behind, which must not fall on the limit.</summary>
    public Func<Task>? Settle { get; init; }

    /// <param name="platform">Loads the platform for so long.</param>
    /// <param name="limit">The same for the limit; null for a workload that has none.</param>
    /// <param name="figure">The figure to be held against the goal, from the medians; their ratio when it is null.</param>
    internal async Task<Measurement> RunAsync(
        Func<TimeSpan, Task<Sample>> platform,
        Func<TimeSpan, Task<Sample>>? limit,
        Func<IReadOnlyList<Sample>, IReadOnlyList<Sample>, double>? figure = null
    )
    {
        await platform(options.WarmUp);
        await (Settle?.Invoke() ?? Task.CompletedTask);
        if (LimitMeter is not null && limit is not null)
            await limit(options.WarmUp);

        List<Sample> samples = [];
        List<Sample> limits = [];
        for (var round = 0; round < options.Rounds; round++)
        {
            samples.Add(await meter.MeasureAsync(() => platform(options.Round), Settle));
            if (limit is not null)
                limits.Add(LimitMeter is null ? await limit(options.Round) : await LimitMeter.MeasureAsync(() => limit(options.Round)));
        }

        if (samples.Sum(sample => sample.Operations) == 0)
            throw new InvalidOperationException("No operation succeeded.");
        var refused = samples.Sum(sample => sample.Refused);
        return new Measurement
        {
            Figure = (figure ?? Ratio)(samples, limits),
            Throughput = Spread.From(samples.Select(sample => (double?)sample.Rate)),
            P50 = Spread.From(samples.Select(sample => sample.P50)),
            P99 = Spread.From(samples.Select(sample => sample.P99)),
            LimitThroughput = Spread.From(limits.Select(sample => (double?)sample.Rate)),
            LimitP50 = Spread.From(limits.Select(sample => sample.P50)),
            LimitP99 = Spread.From(limits.Select(sample => sample.P99)),
            LimitCpu = LimitMeter?.CpuPerThousand.Values.Sum() ?? OwnCpu(limits),
            Cpu = meter.CpuPerThousand,
            PeakMemory = meter.PeakMemory,
            LoadShare = meter.LoadShare,
            Notes =
                refused > 0 ? [$"{refused} of {refused + samples.Sum(sample => sample.Operations)} answered otherwise, not counted"] : [],
        };
    }

    /// <summary>The platform's share of the limit's throughput.</summary>
    internal static double Ratio(IReadOnlyList<Sample> samples, IReadOnlyList<Sample> limits) => MedianRate(samples) / MedianRate(limits);

    /// <summary>How many times longer than the limit the platform takes.</summary>
    internal static double InverseRatio(IReadOnlyList<Sample> samples, IReadOnlyList<Sample> limits) => 1 / Ratio(samples, limits);

    internal static double MedianRate(IReadOnlyList<Sample> samples) =>
        Spread.From(samples.Select(sample => (double?)sample.Rate))?.Median ?? double.NaN;

    private static double? OwnCpu(List<Sample> limits) =>
        limits.Count > 0 && limits.All(limit => limit.CpuSeconds is not null)
            ? limits.Sum(limit => limit.CpuSeconds!.Value) * 1000 / limits.Sum(limit => limit.Operations)
            : null;
}
