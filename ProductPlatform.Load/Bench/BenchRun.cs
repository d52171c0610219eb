using System.Diagnostics;
using ProductPlatform.Load.Bench.Measuring;
using ProductPlatform.Load.Bench.Platforms;
using ProductPlatform.Load.Bench.Results;
using ProductPlatform.Load.Bench.Workloads;

namespace ProductPlatform.Load.Bench;

/// <summary>One run: servers of its own, all workloads one after another, and the tables.</summary>
internal static class BenchRun
{
    internal static async Task<Run> RunAsync(BenchOptions options, string command, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var at = DateTimeOffset.Now;
        var workloads = AllWorkloads
            .For(options)
            .Where(workload => workload.Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase))
            .ToList();
        await using var host = await PlatformHost.StartAsync(options);
        List<Row> rows = [];
        foreach (var workload in workloads)
        {
            cancellationToken.ThrowIfCancellationRequested();
            options.OnProgress(workload.Name);
            var row = await MeasureAsync(workload, host);
            options.OnProgress(
                $"  {(row.Measured is null ? $"failed: {row.Error}" : row.Goal.Describe(row.Measured.Figure))} ({row.Goal})"
            );
            rows.Add(row);
        }

        return new Run(at, command, Stopwatch.GetElapsedTime(started), options, await Machine.ReadAsync(host.Servers), rows);
    }

    /// <summary>A workload that fails leaves the others to be measured.</summary>
    private static async Task<Row> MeasureAsync(Workload workload, PlatformHost host)
    {
        try
        {
            return new Row(workload.Name, workload.Goal, workload.Limit, await workload.RunAsync(host), Error: null);
        }
        catch (Exception exception)
        {
            await host.StopAllBut();
            return new Row(workload.Name, workload.Goal, workload.Limit, Measured: null, exception.Message.ReplaceLineEndings(" ").Trim());
        }
    }
}
