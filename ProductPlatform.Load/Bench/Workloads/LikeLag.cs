using System.Collections.Concurrent;
using System.Diagnostics;
using ProductPlatform.Load.Bench.Clients;
using ProductPlatform.Load.Bench.Measuring;
using ProductPlatform.Load.Bench.Platforms;
using ProductPlatform.Testing;

namespace ProductPlatform.Load.Bench.Workloads;

/// <summary>Likes through the API at a fixed rate, while Admin's counts are watched: how late each like is counted, and how many wait.</summary>
internal sealed class LikeLag(Platform platform)
{
    internal const string CountSql = "SELECT CAST(SUM(likes) AS SIGNED) FROM product";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private readonly ConcurrentBag<TimeSpan> _sent = [];
    private readonly List<(TimeSpan At, long Counted, long Sent)> _looks = [];
    private int _open;

    /// <summary>Likes that were due and not counted, at each look: those that wait for their answer too.</summary>
    internal IReadOnlyList<(TimeSpan At, long Count)> Waiting =>
        [.. _looks.Select(look => (look.At, Math.Max(0, look.Sent - look.Counted)))];

    /// <summary>How long after it was sent, which is before its commit, the n-th accepted like was the n-th that is counted; ms.</summary>
    internal IReadOnlyCollection<double> Latencies
    {
        get
        {
            List<double> latencies = [];
            var look = 0;
            foreach (var (sent, number) in _sent.Order().Select((sent, index) => (sent, index + 1)))
            {
                while (look < _looks.Count && _looks[look].Counted < number)
                    look++;
                if (look < _looks.Count)
                    latencies.Add(Math.Max(0, (_looks[look].At - sent).TotalMilliseconds));
            }

            return latencies;
        }
    }

    /// <summary>Returns when all that was accepted is counted.</summary>
    internal async Task<OpenLoopFigures> RunAsync(double rate, TimeSpan time)
    {
        using var client = new LoadClient(platform.MainApi.Address);
        await using var admin = await Platform.OpenAsync(platform.Scenario.AdminDatabase);
        var before = await Platform.ReadAsync(admin, CountSql);
        var started = Stopwatch.GetTimestamp();
        var load = OpenLoop.RunAsync(
            rate,
            time,
            async () =>
            {
                var sent = Stopwatch.GetElapsedTime(started);
                Interlocked.Increment(ref _open);
                var accepted = await LikeWorkloads.LikeAsync(client, platform);
                if (accepted)
                    _sent.Add(sent);
                Interlocked.Decrement(ref _open);
                return accepted;
            }
        );
        await Eventually.IsTrueAsync(
            async () =>
            {
                var sent = _sent.Count;
                var over = load.IsCompleted;
                var counted = await Platform.ReadAsync(admin, CountSql) - before;
                _looks.Add((Stopwatch.GetElapsedTime(started), counted, sent + Volatile.Read(ref _open)));
                return over && counted >= sent;
            },
            "all likes are counted",
            time + TimeSpan.FromMinutes(3),
            Look
        );
        return await load;
    }
}
