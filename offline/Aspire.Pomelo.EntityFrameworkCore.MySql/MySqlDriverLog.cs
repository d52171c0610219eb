using Microsoft.Extensions.Logging;
using MySqlConnector.Logging;

namespace Aspire.Pomelo.EntityFrameworkCore.MySql;

/// <summary>Brings the driver's log messages to the application's loggers.</summary>
internal sealed partial class MySqlDriverLog(ILoggerFactory loggers) : IMySqlConnectorLoggerProvider
{
    public IMySqlConnectorLogger CreateLogger(string name) => new Category(loggers.CreateLogger($"MySqlConnector.{name}"));

    private sealed class Category(ILogger logger) : IMySqlConnectorLogger
    {
        public bool IsEnabled(MySqlConnectorLogLevel level) => logger.IsEnabled(LevelOf(level));

        public void Log(MySqlConnectorLogLevel level, string message, object?[]? args = null, Exception? exception = null)
        {
            // The driver's messages are composite formats such as "Session{0} connected".
            var text = args is { Length: > 0 } ? string.Format(null, message, args) : message;
            Text.Message(logger, LevelOf(level), text, exception);
        }

        private static LogLevel LevelOf(MySqlConnectorLogLevel level) =>
            level switch
            {
                MySqlConnectorLogLevel.Trace => LogLevel.Trace,
                MySqlConnectorLogLevel.Debug => LogLevel.Debug,
                MySqlConnectorLogLevel.Info => LogLevel.Information,
                MySqlConnectorLogLevel.Warn => LogLevel.Warning,
                MySqlConnectorLogLevel.Error => LogLevel.Error,
                MySqlConnectorLogLevel.Fatal => LogLevel.Critical,
                _ => LogLevel.None,
            };
    }

    private static partial class Text
    {
        [LoggerMessage(EventId = 1, Message = "{Message}")]
        public static partial void Message(ILogger logger, LogLevel level, string message, Exception? exception);
    }
}
