namespace ProductPlatform.Load.Bench.Measuring;

/// <summary>What one stretch of load has done.</summary>
/// <param name="Operations">Operations that succeeded.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="P50">Median latency, ms; null where single operations are not timed.</param>
/// <param name="P99">99th percentile of it, ms.</param>
internal sealed record Sample(long Operations, double Seconds, double? P50 = null, double? P99 = null)
{
    /// <summary>Operations that were answered otherwise, such as a like that was there before.</summary>
    public long Refused { get; init; }

    /// <summary>Processor time of a limit that is a process of its own; null where it is measured from outside.</summary>
    public double? CpuSeconds { get; init; }

    /// <summary>Operations a second.</summary>
    internal double Rate => Operations / Seconds;

    /// <param name="latencies">In ms.</param>
    internal static Sample From(IReadOnlyCollection<double> latencies, double seconds, long refused = 0)
    {
        double[] sorted = [.. latencies.Order()];
        return new Sample(sorted.Length, seconds, Percentile(sorted, 50), Percentile(sorted, 99)) { Refused = refused };
    }

    private static double? Percentile(double[] sorted, int percent) =>
        sorted.Length == 0 ? null : sorted[(sorted.Length - 1) * percent / 100];
}
