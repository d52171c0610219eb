using System.Diagnostics;

namespace ProductPlatform.Testing;

/// <summary>Waits for what nothing announces, such as a row in a database: it is asked for again and again.</summary>
internal static class Eventually
{
    internal static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <exception cref="TimeoutException">The condition did not become true in time.</exception>
    internal static async Task IsTrueAsync(Func<Task<bool>> condition, string what, TimeSpan? timeout = null, TimeSpan? pause = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) >= (timeout ?? Timeout))
                throw new TimeoutException($"Did not happen in time: {what}.");
            await Task.Delay(pause ?? Pause);
        }
    }

    /// <summary>Returns the first value that is as expected, or the last one when none was in time, for the caller to assert on.</summary>
    internal static async Task<T> GetAsync<T>(Func<Task<T>> get, Predicate<T> expected)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var value = await get();
            if (expected(value) || Stopwatch.GetElapsedTime(started) >= Timeout)
                return value;
            await Task.Delay(Pause);
        }
    }
}
