using System.Text;
using Microsoft.Extensions.Logging;
using ProductPlatform.Messaging.Contracts;
using RabbitMQ.Client;

namespace ProductPlatform.Messaging.Receiving;

/// <summary>Reports the outcome of a replayed message to the operator, once it is acknowledged. Best effort: the operator waits only for a while.</summary>
internal sealed partial class OutcomeReporter(IConnection connection, ILogger logger) : IAsyncDisposable
{
    private IChannel? _channel;

    internal async Task ReportAsync(IEnumerable<Delivery> deliveries, Func<Delivery, ReplayOutcome> outcome)
    {
        foreach (var delivery in deliveries)
        {
            if (QueueOf(delivery) is not { } queue)
                continue;

            try
            {
                _channel ??= await connection.CreateChannelAsync();
                var message = new ReplayOutcomeMessage(delivery.Properties.MessageId!, outcome(delivery), delivery.DeadReason);
                await _channel.BasicPublishAsync(
                    "",
                    queue,
                    mandatory: false,
                    new BasicProperties(),
                    message.Serialize(),
                    CancellationToken.None
                );
            }
            catch (Exception exception)
            {
                // The edge of a courtesy: the message itself is settled.
                Log.NotReported(logger, queue, exception.Message);
                _channel = null;
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_channel is { } channel)
            await channel.DisposeAsync();
    }

    private static string? QueueOf(Delivery delivery) =>
        delivery.Properties is { MessageId.Length: > 0, Headers: { } headers }
        && headers.TryGetValue(MessageHeaders.ReplayQueue, out var value)
        && value is byte[] text
        && Encoding.UTF8.GetString(text) is var queue
        && Topology.IsReplayQueue(queue)
            ? queue
            : null;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "The outcome of a replayed message could not be sent to '{Queue}': {Problem}")]
        internal static partial void NotReported(ILogger logger, string queue, string problem);
    }
}
