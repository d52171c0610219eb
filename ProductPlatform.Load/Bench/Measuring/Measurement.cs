namespace ProductPlatform.Load.Bench.Measuring;

/// <summary>What a workload has shown.</summary>
internal sealed record Measurement
{
    /// <summary>What is held against the goal, in its unit.</summary>
    public required double Figure { get; init; }

    /// <summary>Operations a second.</summary>
    public Spread? Throughput { get; init; }

    /// <summary>Median latency of the closed loop, ms.</summary>
    public Spread? P50 { get; init; }

    /// <summary>99th percentile of it, ms.</summary>
    public Spread? P99 { get; init; }

    /// <summary>Latencies at a fixed rate, counted from when a request was due.</summary>
    public OpenLoopFigures? OpenLoop { get; init; }

    /// <summary>The limit's operations a second.</summary>
    public Spread? LimitThroughput { get; init; }

    public Spread? LimitP50 { get; init; }

    public Spread? LimitP99 { get; init; }

    /// <summary>The limit's processor time for 1,000 operations, s.</summary>
    public double? LimitCpu { get; init; }

    /// <summary>Processor time for 1,000 operations, s, by process.</summary>
    public IReadOnlyDictionary<string, double> Cpu { get; init; } = new Dictionary<string, double>();

    /// <summary>The most memory it was resident with while it was loaded, MiB, by process.</summary>
    public IReadOnlyDictionary<string, double> PeakMemory { get; init; } = new Dictionary<string, double>();

    /// <summary>The share of the machine's processors that the load itself took.</summary>
    public double? LoadShare { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <param name="Rate">Operations a second that were due.</param>
/// <param name="Latency">Of those that succeeded.</param>
internal sealed record OpenLoopFigures(double Rate, Sample Latency);
