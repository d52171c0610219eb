using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace ProductPlatform.Messaging.Connection;

/// <summary>
/// Keeps a session with the broker alive for as long as the process runs: connects, declares the topology, runs the work, and when any of
/// it fails, disposes everything and reconnects. The client's own recovery is off: it does not reopen a channel that the broker closed and
/// can lose a consumer silently (rabbitmq-dotnet-client #1993).
/// </summary>
internal sealed partial class BrokerSupervisor(
    IConnectionFactory factory,
    BrokerStatus status,
    IHostEnvironment environment,
    IOptions<MessagingOptions> options,
    TimeProvider time,
    MessagingMetrics metrics,
    ILogger<BrokerSupervisor> logger
)
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    /// <summary>A process may start before its broker does; that it has to wait is then no fault.</summary>
    private static readonly TimeSpan StartTogether = TimeSpan.FromSeconds(30);

    private readonly long _started = time.GetTimestamp();

    /// <summary>Why each role's last session failed, so that the same reason is a warning only once.</summary>
    private readonly ConcurrentDictionary<BrokerRole, string> _reasons = new();

    /// <summary>Runs <paramref name="work"/> in one session after the other until the process stops.</summary>
    internal async Task RunAsync(BrokerRole role, Func<BrokerSession, Task> work, CancellationToken stopping)
    {
        var failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            status.Set(role, ConnectionState.Disconnected);
            var started = time.GetTimestamp();
            try
            {
                await RunSessionAsync(role, work, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The edge of a session: whatever went wrong, the next one starts from nothing.
                Report(role, exception);
            }

            if (stopping.IsCancellationRequested)
                return;

            failures = time.GetElapsedTime(started) > TimeSpan.FromSeconds(30) ? 1 : failures + 1;
            metrics.Reconnected(role);
            await Task.Delay(Backoff.For(failures, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5)), time, stopping)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Report(BrokerRole role, Exception failure)
    {
        var reason = BrokerFailure.Reason(failure);
        Log.SessionFailure(logger, failure);
        if (BrokerFailure.IsConnectionRefused(failure) && time.GetElapsedTime(_started) < StartTogether)
        {
            Log.WaitingForBroker(logger, role, reason);
            return;
        }

        var again = _reasons.TryGetValue(role, out var known) && known == reason;
        _reasons[role] = reason;
        Log.SessionEnded(logger, again ? LogLevel.Debug : LogLevel.Warning, role, reason);
    }

    private async Task RunSessionAsync(BrokerRole role, Func<BrokerSession, Task> work, CancellationToken stopping)
    {
        var connection = await factory.CreateConnectionAsync($"{environment.ApplicationName} {role}".ToLowerInvariant(), stopping);
        using var lost = new CancellationTokenSource();
        var isBlocked = false;
        try
        {
            connection.ConnectionShutdownAsync += (_, _) => lost.CancelAsync();
            connection.ConnectionBlockedAsync += (_, blocked) =>
            {
                Volatile.Write(ref isBlocked, true);
                status.Set(role, ConnectionState.Blocked);
                Log.ConnectionBlocked(logger, role, blocked.Reason);
                return Task.CompletedTask;
            };
            connection.ConnectionUnblockedAsync += (_, _) =>
            {
                Volatile.Write(ref isBlocked, false);
                status.Set(role, ConnectionState.Connected);
                return Task.CompletedTask;
            };

            using var declaring = CancellationTokenSource.CreateLinkedTokenSource(stopping, lost.Token);
            declaring.CancelAfter(options.Value.ConfirmTimeout);
            var foreign = await TopologyDeclaration.DeclareAsync(connection, options.Value, declaring.Token);
            if (status.Update(foreign, QueueArguments.HasDeliveryLimit(connection.BrokerVersion())))
            {
                Log.ForeignQueues(
                    logger,
                    string.Join(", ", foreign),
                    status.DropsAfterDeliveries ? QueueArguments.DropsAfterDeliveries : ""
                );
            }

            status.Set(role, ConnectionState.Connected);
            Log.Connected(logger, role);
            _reasons.TryRemove(role, out _);
            await work(new BrokerSession(connection, () => Volatile.Read(ref isBlocked), lost.Token, stopping));
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            throw new IOException($"The connection was lost: {connection.CloseReason?.ReplyText ?? "no reason given"}");
        }
        finally
        {
            status.Set(role, ConnectionState.Disconnected);
            await connection.AbortAsync(CloseTimeout);
            await connection.DisposeAsync();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The {Role} is connected to the broker.")]
        internal static partial void Connected(ILogger logger, BrokerRole role);

        [LoggerMessage(LogLevel.Debug, "The {Role} waits for the broker to start: {Reason}")]
        internal static partial void WaitingForBroker(ILogger logger, BrokerRole role, string reason);

        [LoggerMessage("The {Role} lost its broker connection and is reconnecting: {Reason}")]
        internal static partial void SessionEnded(ILogger logger, LogLevel level, BrokerRole role, string reason);

        [LoggerMessage(LogLevel.Debug, "Why the session with the broker ended.")]
        internal static partial void SessionFailure(ILogger logger, Exception failure);

        [LoggerMessage(LogLevel.Warning, "The broker blocks the {Role}: {Reason}. Messages wait until it has memory and disk again.")]
        internal static partial void ConnectionBlocked(ILogger logger, BrokerRole role, string reason);

        [LoggerMessage(
            LogLevel.Warning,
            "Used as they are, though declared with other arguments: {Queues}. "
                + "Delete them while empty and they are declared as designed; "
                + "until then a restart of the broker may lose what they hold{Drops}."
        )]
        internal static partial void ForeignQueues(ILogger logger, string queues, string drops);
    }
}
