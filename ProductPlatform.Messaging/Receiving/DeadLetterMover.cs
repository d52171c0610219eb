using Microsoft.Extensions.Logging;
using ProductPlatform.Messaging.Connection;
using RabbitMQ.Client;

namespace ProductPlatform.Messaging.Receiving;

/// <summary>Moves dead messages to the dead queue over a channel of its own, opened again after a failure, which holds up no other message.</summary>
internal sealed partial class DeadLetterMover(
    IConnection connection,
    MessagingOptions options,
    MessagingMetrics metrics,
    TimeProvider time,
    ILogger logger
) : IAsyncDisposable
{
    private DeadLetterChannel? _channel;

    /// <returns>Those that are stored: to be acknowledged. The others are to be tried again.</returns>
    internal async Task<IReadOnlyList<Delivery>> MoveAsync(string queue, IReadOnlyList<Delivery> dead, CancellationToken cancellationToken)
    {
        if (dead.Count == 0)
            return [];

        if (_channel is null)
        {
            // The queue may have been deleted: that is why a move fails.
            await TopologyDeclaration.DeclareAsync(connection, options, cancellationToken);
            _channel = await DeadLetterChannel.OpenAsync(connection, cancellationToken);
        }

        var (stored, problem) = await _channel.MoveAsync(queue, dead, options.ConfirmTimeout, time.GetUtcNow());
        if (problem is not null)
        {
            Log.NotStored(logger, dead.Count - stored.Count, queue, problem.Message);
            await DisposeAsync();
        }

        return stored;
    }

    /// <summary>Called when they are acknowledged.</summary>
    internal void Report(string queue, IReadOnlyList<Delivery> moved)
    {
        foreach (var delivery in moved)
        {
            metrics.DeadLettered(queue);
            Log.DeadLettered(logger, queue, delivery.Properties.MessageId, delivery.DeadReason);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_channel is { } channel)
        {
            _channel = null;
            await channel.DisposeAsync();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Message {MessageId} of '{Queue}' is in the dead-letter queue: {Reason}")]
        internal static partial void DeadLettered(ILogger logger, string queue, string? messageId, string? reason);

        [LoggerMessage(
            LogLevel.Warning,
            "{Count} dead letters of '{Queue}' could not be stored in its dead-letter queue and stay unacknowledged; trying again: {Problem}"
        )]
        internal static partial void NotStored(ILogger logger, int count, string queue, string problem);
    }
}
