using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ProductPlatform.Database.Retention;

/// <summary>Deletes what the rules of a database say, every ten minutes.</summary>
public sealed partial class RetentionService<TContext> : BackgroundService
    where TContext : DbContext
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private readonly IServiceProvider _services;
    private readonly RetentionMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<RetentionService<TContext>> _logger;

    /// <summary>Made by the container.</summary>
    public RetentionService(IServiceProvider services, TimeProvider time, ILogger<RetentionService<TContext>> logger) =>
        (_services, _time, _logger, _metrics) = (services, time, logger, services.GetRequiredService<RetentionMetrics>());

    /// <summary>Applies every rule once.</summary>
    public async Task DeleteExpiredAsync(CancellationToken cancellationToken)
    {
        foreach (var rule in _services.GetServices<RetentionRule<TContext>>())
        {
            try
            {
                await DeleteExpiredAsync(rule, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                // A table that fails does not keep the others from being cleaned.
                Log.Failed(_logger, rule.Table, exception.GetType().Name, exception.Message);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await DeleteExpiredAsync(stoppingToken);
    }

    private async Task DeleteExpiredAsync(RetentionRule<TContext> rule, CancellationToken cancellationToken)
    {
        var oldest = _time.GetUtcNow().UtcDateTime - rule.Keep(_services);
        int deleted;
        do
        {
            await using var scope = _services.CreateAsyncScope();
            deleted = await rule.DeleteAsync(scope.ServiceProvider.GetRequiredService<TContext>(), oldest, cancellationToken);
            _metrics.Deleted(rule.Table, deleted);
        } while (deleted > 0);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Old rows of {Table} could not be deleted; retrying in ten minutes. {Failure}: {Message}")]
        internal static partial void Failed(ILogger logger, string table, string failure, string message);
    }
}
