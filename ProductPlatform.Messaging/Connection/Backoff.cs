namespace ProductPlatform.Messaging.Connection;

/// <summary>Exponential back-off with full jitter on its upper half, so that replicas do not come back in step.</summary>
internal static class Backoff
{
    /// <param name="failures">How many in a row, from 1.</param>
    /// <param name="first">The longest wait after the first failure.</param>
    /// <param name="longest">No wait is longer.</param>
    internal static TimeSpan For(int failures, TimeSpan first, TimeSpan longest)
    {
        var ceiling = Math.Min(longest.TotalMilliseconds, first.TotalMilliseconds * Math.Pow(2, Math.Min(failures - 1, 30)));
        return TimeSpan.FromMilliseconds(ceiling * (0.5 + (Random.Shared.NextDouble() / 2)));
    }
}
