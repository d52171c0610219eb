using System.Diagnostics;

namespace ProductPlatform.Load;

/// <summary>When faults happen, and how long they are waited for; all of it ends when the time is over.</summary>
internal static class FaultSchedule
{
    /// <summary>A fault is due a while after the one before began, or when that one is over.</summary>
    internal static async Task EveryAsync(TimeSpan about, Random random, Func<int, Task> fault, CancellationToken stopping)
    {
        var due = PauseAsync(about, random, stopping);
        for (var number = 0; await due; number++)
        {
            due = PauseAsync(about, random, stopping);
            await fault(number);
        }
    }

    /// <returns>False when the time is over.</returns>
    internal static async Task<bool> PauseAsync(TimeSpan about, Random random, CancellationToken stopping)
    {
        await Task.Delay(about * (0.5 + random.NextDouble()), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stopping.IsCancellationRequested;
    }

    /// <returns>False when it did not happen in time.</returns>
    internal static async Task<bool> UntilAsync(Func<Task<bool>> condition, TimeSpan timeout, CancellationToken stopping)
    {
        var started = Stopwatch.GetTimestamp();
        while (!stopping.IsCancellationRequested && (timeout == Timeout.InfiniteTimeSpan || Stopwatch.GetElapsedTime(started) < timeout))
        {
            if (await condition())
                return true;
            await Task.Delay(200, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }
}
