using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProductPlatform.Database;
using ProductPlatform.Messaging.Connection;

namespace ProductPlatform.Messaging.Publishing;

/// <summary>Measures the outbox every few seconds. Every replica reports the same table: alert on the largest, do not add them up.</summary>
internal sealed class OutboxMonitor<TContext> : BackgroundService
    where TContext : DbContext
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _time;
    private long _depth;
    private DateTime? _oldest;

    public OutboxMonitor(IServiceScopeFactory scopes, TimeProvider time, IMeterFactory meters)
    {
        (_scopes, _time) = (scopes, time);
        var meter = meters.Create(MessagingMetrics.Name);
        meter.CreateObservableGauge(
            "messaging.outbox.depth",
            () => Volatile.Read(ref _depth),
            "{message}",
            "Events that wait to be published."
        );
        meter.CreateObservableGauge(
            "messaging.outbox.oldest_age",
            OldestAge,
            "s",
            "Age of the oldest event that waits to be published; 0 when none does."
        );
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        do
        {
            try
            {
                await MeasureAsync(stoppingToken);
            }
            catch (Exception exception) when (DatabaseFailure.Is(exception))
            {
                // The last figures stay; the health check reports that the database is unavailable.
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private double OldestAge() => _oldest is { } oldest ? Math.Max(0, (_time.GetUtcNow().UtcDateTime - oldest).TotalSeconds) : 0;

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<TContext>().Set<OutboxMessage>();
        Volatile.Write(ref _depth, await outbox.LongCountAsync(cancellationToken));

        // By id, which has an index: within the moment between an id and its commit, the oldest.
        _oldest = await outbox
            .OrderBy(message => message.Id)
            .Select(message => (DateTime?)message.OccurredAt)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
