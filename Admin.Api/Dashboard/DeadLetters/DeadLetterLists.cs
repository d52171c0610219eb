using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Messaging.DeadLetters;

namespace Admin.Api.Dashboard.DeadLetters;

/// <summary>
/// What is known of the dead letters of each queue. Reading them keeps others from them for as long as it takes, so those who ask while it
/// is being read share the next reading: never an older one than their request. Bodies are not kept.
/// </summary>
internal sealed class DeadLetterLists(DeadLetterBox box)
{
    private readonly Dictionary<string, Shared> _queues = IndexModel.Queues.ToDictionary(
        queue => queue,
        queue => new Shared(token => box.ListAsync(queue, 0, int.MaxValue, token))
    );

    /// <param name="queue">One of <see cref="Topology"/>.</param>
    /// <param name="cancellationToken">Ends the wait; the reading goes on for the others.</param>
    /// <exception cref="ProductPlatform.Messaging.Connection.BrokerUnavailableException">With what to do.</exception>
    internal Task<DeadLetterPage> GetAsync(string queue, CancellationToken cancellationToken) =>
        _queues[queue].GetAsync().WaitAsync(cancellationToken);

    private sealed class Shared(Func<CancellationToken, Task<DeadLetterPage>> read)
    {
        private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);
        private readonly Lock _lock = new();
        private Task<DeadLetterPage>? _running;
        private Task<DeadLetterPage>? _next;

        internal Task<DeadLetterPage> GetAsync()
        {
            lock (_lock)
            {
                if (_running is null or { IsCompleted: true } && _next is null)
                    return _running = ReadAsync();
                return _next ??= AfterAsync(_running!);
            }
        }

        private async Task<DeadLetterPage> AfterAsync(Task running)
        {
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Task<DeadLetterPage> reading;
            lock (_lock)
                (_running, _next) = (reading = ReadAsync(), null);

            return await reading;
        }

        private async Task<DeadLetterPage> ReadAsync()
        {
            // Not in the lock of the caller.
            await Task.Yield();
            using var timeout = new CancellationTokenSource(Timeout);
            return await read(timeout.Token);
        }
    }
}
