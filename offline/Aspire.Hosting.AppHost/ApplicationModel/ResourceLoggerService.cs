using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The log of every resource instance: what its process wrote and what was said about it.</summary>
public class ResourceLoggerService
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new();

    internal event Action<string, LogLine>? LineWritten;

    public ILogger GetLogger(IResource resource) => new ResourceLogger(this, resource.InstanceIds());

    public ILogger GetLogger(string resourceName) => new ResourceLogger(this, [resourceName]);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource) => WatchAsync(resource.InstanceIds()[0]);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => LogOf(resourceName).WatchAsync();

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource)
    {
        foreach (var id in resource.InstanceIds())
        {
            await foreach (var lines in GetAllAsync(id))
                yield return lines;
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        await Task.CompletedTask;
        yield return LogOf(resourceName).Lines();
    }

    internal void Write(string id, string content, bool isError)
    {
        var line = LogOf(id).Add(content, isError);
        LineWritten?.Invoke(id, line);
    }

    internal string LastLines(string id, int count = 20) =>
        string.Join(Environment.NewLine, LogOf(id).Lines().TakeLast(count).Select(l => $"    {l.Content}"));

    private ResourceLog LogOf(string id) => _logs.GetOrAdd(id, _ => new ResourceLog());

    private sealed class ResourceLog
    {
        private const int Kept = 10_000;

        private readonly Lock _gate = new();
        private readonly Queue<LogLine> _lines = new();
        private readonly List<Channel<LogLine>> _watchers = [];
        private int _count;

        public LogLine[] Lines()
        {
            lock (_gate)
                return [.. _lines];
        }

        public LogLine Add(string content, bool isError)
        {
            lock (_gate)
            {
                var line = new LogLine(++_count, content, isError);
                _lines.Enqueue(line);
                if (_lines.Count > Kept)
                    _lines.Dequeue();
                foreach (var watcher in _watchers)
                    watcher.Writer.TryWrite(line);
                return line;
            }
        }

        public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var channel = Channel.CreateUnbounded<LogLine>();
            lock (_gate)
            {
                foreach (var line in _lines)
                    channel.Writer.TryWrite(line);
                _watchers.Add(channel);
            }

            try
            {
                while (await channel.Reader.WaitToReadAsync(cancellationToken))
                {
                    List<LogLine> batch = [];
                    while (channel.Reader.TryRead(out var line))
                        batch.Add(line);
                    yield return batch;
                }
            }
            finally
            {
                lock (_gate)
                    _watchers.Remove(channel);
            }
        }
    }

    private sealed class ResourceLogger(ResourceLoggerService service, string[] ids) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;

            var text = exception is null ? formatter(state, null) : $"{formatter(state, exception)} {exception.Message}";
            foreach (var id in ids)
                service.Write(id, text, isError: logLevel >= LogLevel.Error);
        }
    }
}
