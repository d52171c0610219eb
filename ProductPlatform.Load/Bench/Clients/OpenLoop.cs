using System.Collections.Concurrent;
using System.Diagnostics;
using ProductPlatform.Load.Bench.Measuring;

namespace ProductPlatform.Load.Bench.Clients;

/// <summary>
/// Sends at a fixed rate, whatever the answers do, and counts time from when a request was due: a server that stalls shows it in all requests that were due
/// meanwhile. Requests are due evenly; they are sent once a millisecond, which is part of their time.
/// </summary>
internal static class OpenLoop
{
    /// <summary>As much as this program sends beside the services without taking the processors that they need.</summary>
    private const double MostPerSecond = 4000;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    /// <summary>Half of what a closed loop has reached.</summary>
    internal static double RateBeside(Spread throughput) => Math.Min(throughput.Median / 2, MostPerSecond);

    /// <summary>Sends for so long and returns when all is answered.</summary>
    /// <param name="send">Sends one; false when it is not to be counted.</param>
    internal static async Task<OpenLoopFigures> RunAsync(double rate, TimeSpan time, Func<Task<bool>> send)
    {
        var total = Math.Max(1, (int)(rate * time.TotalSeconds));
        var latencies = new ConcurrentBag<double>();
        var requests = new List<Task<bool>>(total);
        var started = Stopwatch.GetTimestamp();
        while (requests.Count < total)
        {
            var elapsed = Stopwatch.GetElapsedTime(started);
            while (requests.Count < total && TimeSpan.FromSeconds(requests.Count / rate) is var due && due <= elapsed)
                requests.Add(TimeAsync(due));
            await Task.Delay(Tick);
        }

        var counted = await Task.WhenAll(requests);
        return new OpenLoopFigures(
            rate,
            Sample.From(latencies, Stopwatch.GetElapsedTime(started).TotalSeconds, counted.Count(succeeded => !succeeded))
        );

        async Task<bool> TimeAsync(TimeSpan due)
        {
            var succeeded = await send();
            if (succeeded)
                latencies.Add((Stopwatch.GetElapsedTime(started) - due).TotalMilliseconds);
            return succeeded;
        }
    }
}
