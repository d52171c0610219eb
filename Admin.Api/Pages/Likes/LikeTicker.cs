using System.Collections.Concurrent;
using System.Threading.Channels;
using Admin.Data;
using Microsoft.EntityFrameworkCore;

namespace Admin.Api.Pages.Likes;

/// <summary>
/// Watches like counts for everybody who looks at a page: one look at the database a second, however many they are, and none while nobody is
/// there.
/// </summary>
internal sealed partial class LikeTicker(IServiceScopeFactory scopes, TimeProvider time, ILogger<LikeTicker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<Channel<IReadOnlyDictionary<int, ulong>>, byte> _viewers = new();
    private readonly SemaphoreSlim _came = new(0);
    private Dictionary<(int Product, DateTime Hour), ulong> _seen = [];
    private volatile IReadOnlyDictionary<int, ulong> _recent = new Dictionary<int, ulong>();

    /// <summary>
    /// Counts by product, as they change; an empty set from time to time shows whether the viewer is still there. Ends after some minutes, so that
    /// the viewer comes again and is asked again who it is.
    /// </summary>
    internal async IAsyncEnumerable<IReadOnlyDictionary<int, ulong>> WatchAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<IReadOnlyDictionary<int, ulong>>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest });
        _viewers[channel] = 0;
        _came.Release();
        try
        {
            yield return _recent;
            for (var end = time.GetUtcNow() + Longest; time.GetUtcNow() < end;)
            {
                using var beat = new CancellationTokenSource(Beat, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, beat.Token);
                IReadOnlyDictionary<int, ulong> next = new Dictionary<int, ulong>();
                try
                {
                    next = await channel.Reader.ReadAsync(either.Token);
                }
                catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
                {
                    // Only the beat: nothing has changed.
                }

                yield return next;
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
                await _came.WaitAsync(stoppingToken);
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // The counts on the pages stand still until the database is back.
                Log.LookFailed(logger, failure.GetType().Name, failure.Message);
            }

            await timer.WaitForNextTickAsync(stoppingToken);
        }
    }

    public override void Dispose()
    {
        _came.Dispose();
        base.Dispose();
    }

    /// <summary>The hours tell which products were liked lately; only those are read.</summary>
    private async Task LookAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AdminDbContext>();
        var since = time.GetUtcNow().UtcDateTime.AddHours(-2);
        var hours = await db.HourlyLikes.AsNoTracking().Where(likes => likes.Hour >= since).ToListAsync(cancellation);
        var now = hours.ToDictionary(likes => (likes.ProductId, likes.Hour), likes => likes.Likes);
        var changed = now.Where(likes => _seen.GetValueOrDefault(likes.Key) != likes.Value).Select(likes => likes.Key.ProductId).ToHashSet();
        if (changed.Count == 0)
            return;

        var counts = await db.Products.AsNoTracking().Where(product => changed.Contains(product.Id))
            .Select(product => new { product.Id, product.Likes }).ToDictionaryAsync(product => product.Id, product => product.Likes, cancellation);
        _seen = now;
        var recent = new Dictionary<int, ulong>(_recent);
        foreach (var (id, likes) in counts)
            recent[id] = likes;
        _recent = recent;
        foreach (var viewer in _viewers.Keys)
            viewer.Writer.TryWrite(counts);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Like counts on open pages stand still: {Kind}: {Message}")]
        internal static partial void LookFailed(ILogger logger, string kind, string message);
    }
}
