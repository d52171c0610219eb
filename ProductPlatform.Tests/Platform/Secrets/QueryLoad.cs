using System.Collections.Concurrent;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Platform.Secrets;

/// <summary>Many clients that query without a pause.</summary>
internal sealed class QueryLoad : IAsyncDisposable
{
    internal const int Clients = 8;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Exception> _failures = new();
    private readonly Task[] _clients;
    private int _successes;

    internal QueryLoad(ShopHost host) => _clients = [.. Enumerable.Range(0, Clients).Select(_ => Task.Run(() => RunAsync(host)))];

    internal IReadOnlyCollection<Exception> Failures => _failures;

    /// <summary>Returns after so many more queries have succeeded.</summary>
    internal Task GoesOnAsync(int queries = 200)
    {
        var goal = Volatile.Read(ref _successes) + queries;
        return Eventually.IsTrueAsync(() => Task.FromResult(Volatile.Read(ref _successes) >= goal), $"{queries} more queries succeed");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_clients);
        _stop.Dispose();
    }

    private async Task RunAsync(ShopHost host)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await host.QueryAsync();
                Interlocked.Increment(ref _successes);
            }
            catch (Exception failure)
            {
                _failures.Enqueue(failure);
            }
        }
    }
}
