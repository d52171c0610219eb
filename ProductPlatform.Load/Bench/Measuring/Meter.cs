using System.Diagnostics;

namespace ProductPlatform.Load.Bench.Measuring;

/// <summary>Sums up what processes and the load itself take while load runs.</summary>
/// <param name="processes">Process ids by name.</param>
internal sealed class Meter(IReadOnlyDictionary<string, int> processes)
{
    private readonly Dictionary<string, double> _cpu = processes.Keys.ToDictionary(name => name, _ => 0.0);
    private readonly Dictionary<string, double> _peak = processes.Keys.ToDictionary(name => name, _ => 0.0);
    private double _loadCpu;
    private double _seconds;
    private long _operations;

    /// <summary>Processor time for 1,000 operations, s, by process.</summary>
    internal IReadOnlyDictionary<string, double> CpuPerThousand =>
        _cpu.ToDictionary(process => process.Key, process => process.Value * 1000 / Math.Max(1, _operations));

    /// <summary>MiB, by process.</summary>
    internal IReadOnlyDictionary<string, double> PeakMemory => _peak;

    /// <summary>The share of the machine's processors that went into the load.</summary>
    internal double LoadShare => _seconds == 0 ? 0 : _loadCpu / (_seconds * Environment.ProcessorCount);

    /// <param name="load">The load.</param>
    /// <param name="settle">Returns when the work that the load left behind is done; it belongs to the cost, though not to the throughput.</param>
    internal async Task<Sample> MeasureAsync(Func<Task<Sample>> load, Func<Task>? settle = null)
    {
        foreach (var process in processes.Values)
            ProcessUsage.ResetPeak(process);
        var before = processes.ToDictionary(process => process.Key, process => ProcessUsage.CpuSeconds(process.Value));
        var ownBefore = ProcessUsage.OwnCpuSeconds();
        var started = Stopwatch.GetTimestamp();
        var sample = await load();
        _seconds += Stopwatch.GetElapsedTime(started).TotalSeconds;
        _loadCpu += ProcessUsage.OwnCpuSeconds() - ownBefore;
        _operations += sample.Operations;
        if (settle is not null)
            await settle();
        foreach (var (name, process) in processes)
        {
            _cpu[name] += ProcessUsage.CpuSeconds(process) - before[name];
            _peak[name] = Math.Max(_peak[name], ProcessUsage.PeakMiB(process));
        }

        return sample;
    }
}
