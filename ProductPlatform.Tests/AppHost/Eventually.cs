namespace ProductPlatform.Tests.AppHost;

/// <summary>For what arrives over the broker: asked again and again until it is so.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns the first value that is as expected, or the last one when none was in time, for the caller to assert on.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T>> get, Predicate<T> expected)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Pause);
        while (true)
        {
            var value = await get();
            if (expected(value) || patience.IsCancellationRequested)
                return value;
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
