using System.Net;

namespace ProductPlatform.ContainerTests;

/// <summary>Like products of their own until they are stopped, whatever fails meanwhile.</summary>
internal sealed class Shoppers : IAsyncDisposable
{
    private const int Products = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly ComposePlatform _platform;
    private readonly IReadOnlyList<int> _products;
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<int, int> _accepted;
    private readonly Task _work;
    private int _total;

    private Shoppers(ComposePlatform platform, IReadOnlyList<int> products)
    {
        (_platform, _products) = (platform, products);
        _accepted = products.ToDictionary(product => product, _ => 0);
        _work = LikeAsync();
    }

    internal static async Task<Shoppers> StartAsync(ComposePlatform platform)
    {
        var products = new List<int>();
        for (var number = 0; number < Products; number++)
            products.Add(await platform.CreateProductAsync($"Kettle {number}"));
        foreach (var product in products)
            await Eventually.IsTrueAsync(() => platform.IsInShopAsync(product), $"product {product} is in the shop");
        return new Shoppers(platform, products);
    }

    /// <summary>Waits until as many more likes are accepted.</summary>
    internal async Task AcceptedAsync(int more)
    {
        var wanted = Volatile.Read(ref _total) + more;
        await Eventually.IsTrueAsync(() => Task.FromResult(Volatile.Read(ref _total) >= wanted), $"{more} likes are accepted");
    }

    /// <summary>Stops them.</summary>
    /// <returns>The accepted likes of each product.</returns>
    internal async Task<IReadOnlyDictionary<int, int>> StopAsync()
    {
        await _stop.CancelAsync();
        await _work;
        return _accepted;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task LikeAsync()
    {
        for (var next = 0; !_stop.IsCancellationRequested; next++)
        {
            var product = _products[next % _products.Count];
            try
            {
                using var answer = await _platform.LikeAsync(product);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    _accepted[product]++;
                    Interlocked.Increment(ref _total);
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                // What stands still meanwhile accepts nothing.
            }

            // A fixed pace, not a wait for something.
            await Task.Delay(Pause);
        }
    }
}
