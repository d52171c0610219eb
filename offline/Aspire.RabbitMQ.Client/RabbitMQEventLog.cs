using System.Diagnostics.Tracing;
using Microsoft.Extensions.Logging;

namespace Aspire.RabbitMQ.Client;

/// <summary>Forwards what the client library reports as events to the category "RabbitMQ.Client".</summary>
internal sealed partial class RabbitMQEventLog(ILoggerFactory loggers) : IDisposable
{
    private readonly ILogger _logger = loggers.CreateLogger("RabbitMQ.Client");
    private readonly Lock _gate = new();
    private Listener? _listener;

    public void Start()
    {
        lock (_gate)
        {
            if (_listener is not null) return;
            _listener = new Listener();
            _listener.EventWritten += (_, written) => Forward(written);
        }
    }

    public void Dispose() => _listener?.Dispose();

    private void Forward(EventWrittenEventArgs written)
    {
        // -1 is the runtime's own report about a fault in an event source.
        if (written.EventId == -1) return;
        var text = written.Payload is { Count: > 0 } payload ? payload[0]?.ToString() : null;
        Log.Forwarded(_logger, LevelOf(written.Level), text ?? "<empty>", ExceptionOf(written));
    }

    private static string? ExceptionOf(EventWrittenEventArgs written) =>
        written.Payload is [_, IDictionary<string, object?> exception] ? $"{exception["Type"]}: {exception["Message"]}" : null;

    private static LogLevel LevelOf(EventLevel level) => level switch
    {
        EventLevel.Critical => LogLevel.Critical,
        EventLevel.Error => LogLevel.Error,
        EventLevel.Warning => LogLevel.Warning,
        EventLevel.Verbose => LogLevel.Debug,
        _ => LogLevel.Information,
    };

    private sealed class Listener : EventListener
    {
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name is "rabbitmq-dotnet-client" or "rabbitmq-client") EnableEvents(eventSource, EventLevel.Verbose);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Message = "{Event} {Exception}")]
        public static partial void Forwarded(ILogger logger, LogLevel level, string @event, string? exception);
    }
}
