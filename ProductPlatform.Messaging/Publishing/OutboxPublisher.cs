using System.Diagnostics;
using ProductPlatform.Messaging.Connection;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ProductPlatform.Messaging.Publishing;

/// <summary>The outcome of one publish.</summary>
/// <param name="Confirmed">The broker has it.</param>
/// <param name="Refusal">Why the broker returned or refused it; neither confirmed nor refused means that the outcome is unknown.</param>
internal readonly record struct PublishOutcome(bool Confirmed, string? Refusal);

/// <summary>Publishes many messages at once, persistent, mandatory and each with its own confirm.</summary>
internal sealed class OutboxPublisher(
    IChannel channel,
    BrokerSession session,
    string appId,
    MessagingOptions options,
    MessagingMetrics metrics
) : IAsyncDisposable
{
    private volatile bool _broken;

    /// <summary>True once an outcome is unknown: the connection must be abandoned, its numbering of confirms is not to be trusted.</summary>
    internal bool Broken => _broken;

    internal static async Task<OutboxPublisher> OpenAsync(
        BrokerSession session,
        string appId,
        MessagingOptions options,
        MessagingMetrics metrics,
        CancellationToken cancellationToken
    )
    {
        // The client's rate limiter does not bound what is outstanding, and fails publishes when many wait: the window below is ours.
        var confirms = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        return new OutboxPublisher(
            await session.Connection.CreateChannelAsync(confirms, cancellationToken),
            session,
            appId,
            options,
            metrics
        );
    }

    /// <summary>Returns when each message is confirmed, refused, or given up; outcomes stand in the messages' order.</summary>
    internal async Task<PublishOutcome[]> PublishAsync(IReadOnlyList<OutboxMessage> messages)
    {
        using var window = new SemaphoreSlim(options.PublishWindow);
        var publishes = new List<Task<PublishOutcome>>(messages.Count);
        foreach (var message in messages)
        {
            await window.WaitAsync(CancellationToken.None);
            publishes.Add(PublishAsync(message, window));
        }

        return await Task.WhenAll(publishes);
    }

    public ValueTask DisposeAsync() => channel.DisposeAsync();

    private async Task<PublishOutcome> PublishAsync(OutboxMessage message, SemaphoreSlim window)
    {
        try
        {
            if (_broken)
                return default;

            using var activity = StartActivity(message);
            metrics.Published(message.Type);

            // Never cancelled: that would corrupt the client's numbering of confirms (rabbitmq-dotnet-client #1900).
            await ConfirmedAsync(
                channel
                    .BasicPublishAsync(
                        message.Exchange,
                        message.Type,
                        mandatory: true,
                        MessageProperties.Of(message, appId, activity, options),
                        message.Body,
                        CancellationToken.None
                    )
                    .AsTask()
            );
            metrics.Confirmed(message.Type);
            return new PublishOutcome(true, null);
        }
        catch (PublishException exception)
        {
            metrics.Returned(message.Type);
            return new PublishOutcome(false, exception.IsReturn ? "returned: no queue is bound for it" : "refused by the broker");
        }
        catch (Exception exception)
            when (exception
                    is TimeoutException
                        or RabbitMQClientException
                        or ObjectDisposedException
                        or IOException
                        or OperationCanceledException
            )
        {
            _broken = true;
            return default;
        }
        finally
        {
            window.Release();
        }
    }

    /// <summary>Waits for the confirm; while the broker blocks the connection for as long as it does so, because giving it up would only add another one that is blocked.</summary>
    /// <exception cref="TimeoutException">No confirm in time.</exception>
    private async Task ConfirmedAsync(Task publish)
    {
        while (true)
        {
            try
            {
                await publish.WaitAsync(options.ConfirmTimeout);
                return;
            }
            catch (TimeoutException) when (session.IsBlocked() && !session.Stopping.IsCancellationRequested)
            {
                // Go on waiting.
            }
        }
    }

    private static Activity? StartActivity(OutboxMessage message) =>
        ActivityContext.TryParse(message.TraceParent, message.TraceState, out var parent)
            ? MessagingMetrics.Traces.StartActivity($"relay {message.Type}", ActivityKind.Internal, parent)
            : null;
}
