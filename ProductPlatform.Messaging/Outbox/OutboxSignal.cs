using System.Threading.Channels;

namespace ProductPlatform.Messaging.Outbox;

/// <summary>Wakes the relay of this process when a transaction with outbox rows has been committed.</summary>
internal sealed class OutboxSignal
{
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    internal void Set() => _signal.Writer.TryWrite(true);

    /// <summary>Returns at a signal since the last wait, or after <paramref name="timeout"/>: other replicas commit too, and signal nobody here.</summary>
    internal async Task WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        waiting.CancelAfter(timeout);
        try
        {
            await _signal.Reader.ReadAsync(waiting.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time-out is one of the two ways to wake.
        }
    }
}
