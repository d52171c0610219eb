using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ProductPlatform.Tests.Platform;

/// <summary>What tests ask a log.</summary>
internal static class LogExtensions
{
    /// <summary>Everything, exceptions included.</summary>
    internal static string All(this FakeLogCollector log) => string.Join('\n', log.GetSnapshot().Select(Text));

    /// <summary>What the platform's own code logged at this level.</summary>
    internal static IReadOnlyList<string> Ours(this FakeLogCollector log, LogLevel level) =>
        [
            .. log.GetSnapshot()
                .Where(entry => entry.Level == level && entry.Category?.StartsWith("ProductPlatform.", StringComparison.Ordinal) is true)
                .Select(Text),
        ];

    private static string Text(FakeLogRecord entry) => $"{entry.Message} {entry.Exception}".Trim();
}
