using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Admin.Api.Dashboard.Likes;

/// <summary>
/// Watches like counts for the open pages: the products on them are read once a second, however many pages show them, and none while no
/// page is open. What it costs follows from the pages, not from how many products or likes there are.
/// </summary>
internal sealed partial class LikeTicker(IServiceScopeFactory scopes, TimeProvider time, ILogger<LikeTicker> logger) : BackgroundService
{
    private const int ReadAtOnce = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly Dictionary<int, ulong> Unchanged = [];

    private readonly ConcurrentDictionary<Channel<Dictionary<int, ulong>>, IReadOnlyCollection<int>> _viewers = new();
    private readonly SemaphoreSlim _viewerAdded = new(0);

    /// <summary>
    /// The counts of some products, and then those that change; an empty set from time to time shows whether the viewer is still there.
    /// Ends after some minutes, so that the viewer connects again and its rights are checked again.
    /// </summary>
    internal async IAsyncEnumerable<IReadOnlyDictionary<int, ulong>> WatchAsync(
        IReadOnlyCollection<int> products,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        // A slow viewer misses counts, not the newest ones.
        var channel = Channel.CreateBounded<Dictionary<int, ulong>>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest }
        );
        _viewers[channel] = products;
        _viewerAdded.Release();
        try
        {
            yield return Unchanged;
            Dictionary<int, ulong> sent = [];
            var lastSent = time.GetTimestamp();
            for (var end = time.GetUtcNow() + MaxDuration; time.GetUtcNow() < end; )
            {
                var changed = await ChangesAsync(
                    channel.Reader,
                    products,
                    sent,
                    Heartbeat - time.GetElapsedTime(lastSent),
                    cancellationToken
                );
                if (changed.Count == 0 && time.GetElapsedTime(lastSent) < Heartbeat)
                    continue;

                yield return changed;
                lastSent = time.GetTimestamp();
            }
        }
        finally
        {
            _viewers.TryRemove(channel, out _);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (_viewers.IsEmpty)
                await _viewerAdded.WaitAsync(stoppingToken);
            try
            {
                await PublishAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Log.ReadFailed(logger, exception.GetType().Name, exception.Message);
            }

            await timer.WaitForNextTickAsync(stoppingToken);
        }
    }

    public override void Dispose()
    {
        _viewerAdded.Dispose();
        base.Dispose();
    }

    /// <summary>
    /// What the next counts have that was not sent before, and notes it as sent; nothing when none come within <paramref name="wait"/>.
    /// </summary>
    private async Task<Dictionary<int, ulong>> ChangesAsync(
        ChannelReader<Dictionary<int, ulong>> reader,
        IReadOnlyCollection<int> products,
        Dictionary<int, ulong> sent,
        TimeSpan wait,
        CancellationToken cancellationToken
    )
    {
        using var timeout = new CancellationTokenSource(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var counts = await reader.ReadAsync(either.Token);
            var changed = products
                .Where(id => counts.TryGetValue(id, out var likes) && !(sent.TryGetValue(id, out var old) && old == likes))
                .ToDictionary(id => id, id => counts[id]);
            foreach (var (id, likes) in changed)
                sent[id] = likes;
            return changed;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unchanged;
        }
    }

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        var viewers = _viewers.ToArray();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AdminDbContext>();
        Dictionary<int, ulong> counts = [];
        foreach (var ids in viewers.SelectMany(viewer => viewer.Value).Distinct().Chunk(ReadAtOnce))
        {
            var read = db
                .Products.AsNoTracking()
                .Where(product => ids.Contains(product.Id))
                .Select(product => new { product.Id, product.Likes });
            await foreach (var product in read.AsAsyncEnumerable().WithCancellation(cancellationToken))
                counts[product.Id] = product.Likes;
        }

        foreach (var (viewer, _) in viewers)
            viewer.Writer.TryWrite(counts);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Like counts on open pages cannot be read; retrying in a second. {Kind}: {Message}")]
        internal static partial void ReadFailed(ILogger logger, string kind, string message);
    }
}
