using System.Diagnostics;

namespace ProductPlatform.Tests.Messaging;

/// <summary>Waits for a condition that nothing announces, such as a row in a database.</summary>
internal static class Eventually
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    internal static async Task IsTrueAsync(Func<Task<bool>> condition, string what, TimeSpan? patience = null, TimeSpan? pause = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < (patience ?? Patience), $"Did not happen in time: {what}.");
            await Task.Delay(pause ?? Pause);
        }
    }
}
