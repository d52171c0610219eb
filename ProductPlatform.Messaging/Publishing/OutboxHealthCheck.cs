using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using ProductPlatform.Database;
using ProductPlatform.Messaging.Connection;

namespace ProductPlatform.Messaging.Publishing;

/// <summary>Degraded while the broker returns messages or events wait for long: they are safe in the outbox, and topology, broker or relay need attention.</summary>
internal sealed class OutboxHealthCheck<TContext>(TContext db, IOptions<MessagingOptions> options, TimeProvider time) : IHealthCheck
    where TContext : DbContext
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var refused = await db.Set<OutboxMessage>().CountAsync(message => message.Attempts > 0, cancellationToken);
            if (refused > 0)
                return HealthCheckResult.Degraded($"{refused} messages were returned or refused by the broker and are tried again");

            var oldest = await db.Set<OutboxMessage>()
                .OrderBy(message => message.Id)
                .Select(message => (DateTime?)message.OccurredAt)
                .FirstOrDefaultAsync(cancellationToken);
            var age = time.GetUtcNow().UtcDateTime - (oldest ?? DateTime.MaxValue);
            return age > options.Value.OutboxAgeLimit
                ? HealthCheckResult.Degraded($"the oldest event has waited {age.TotalSeconds:0} s to be published")
                : HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (DatabaseFailure.Is(exception))
        {
            // That the database is unavailable is reported by its own check.
            return HealthCheckResult.Healthy("not known while the database is unavailable");
        }
    }
}
