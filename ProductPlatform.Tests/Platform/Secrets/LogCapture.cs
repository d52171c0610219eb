using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ProductPlatform.Tests.Platform.Secrets;

/// <summary>Remembers what a host logs.</summary>
internal sealed class LogCapture : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, LogLevel Level, string Text)> _entries = new();

    /// <summary>Everything, exceptions included.</summary>
    internal string All => string.Join('\n', _entries.Select(entry => entry.Text));

    /// <summary>What our own code said at this level.</summary>
    internal IReadOnlyList<string> Ours(LogLevel level) =>
        [.. _entries.Where(entry => entry.Level == level && entry.Category.StartsWith("ProductPlatform.", StringComparison.Ordinal)).Select(entry => entry.Text)];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(LogCapture capture, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            capture._entries.Enqueue((category, logLevel, $"{formatter(state, exception)} {exception}".Trim()));
    }
}
