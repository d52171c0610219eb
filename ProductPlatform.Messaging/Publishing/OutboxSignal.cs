namespace ProductPlatform.Messaging.Publishing;

/// <summary>Wakes the relay of this process when a transaction with outbox rows has been committed.</summary>
internal sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);

    /// <summary>Many signals before a wait are one: the relay reads whatever is there.</summary>
    internal void Set()
    {
        lock (_signal)
        {
            if (_signal.CurrentCount == 0)
                _signal.Release();
        }
    }

    /// <summary>Returns at a signal since the last wait, or after <paramref name="timeout"/>: other replicas commit too, without a signal here.</summary>
    internal Task WaitAsync(TimeSpan timeout, CancellationToken cancellationToken) => _signal.WaitAsync(timeout, cancellationToken);

    public void Dispose() => _signal.Dispose();
}
