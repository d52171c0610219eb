using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ProductPlatform.Messaging.Inbox;

/// <summary>Deletes the ids of messages too old to come again, a thousand at a time so that no transaction is long.</summary>
internal sealed partial class InboxPruner<TContext>(
    IServiceScopeFactory scopes, IOptions<MessagingOptions> options, TimeProvider time, ILogger<InboxPruner<TContext>> logger) : BackgroundService
    where TContext : DbContext
{
    private const int ChunkSize = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await PruneAsync(stoppingToken);
            }
            catch (Exception failure) when (DatabaseFailure.Is(failure))
            {
                Log.Failed(logger, failure.GetType().Name);
            }
        }
    }

    /// <returns>How many rows were deleted.</returns>
    internal async Task<int> PruneAsync(CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow().UtcDateTime - options.Value.InboxRetention;
        var total = 0;
        int deleted;
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TContext>();
            var chunk = await db.Set<InboxMessage>().Where(row => row.ReceivedAt < oldest).OrderBy(row => row.ReceivedAt)
                .Select(row => row.MessageId).Take(ChunkSize).ToListAsync(cancellationToken);
            deleted = chunk.Count == 0 ? 0 : await db.Set<InboxMessage>().Where(row => chunk.Contains(row.MessageId)).ExecuteDeleteAsync(cancellationToken);
            total += deleted;
        }
        while (deleted > 0);

        return total;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The inbox could not be pruned ({Failure}); trying again later.")]
        internal static partial void Failed(ILogger logger, string failure);
    }
}
