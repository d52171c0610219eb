using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProductPlatform.Messaging.Outbox;

/// <summary>Degraded while the broker gives messages back: they are safe in the outbox, but somebody should look at the topology.</summary>
internal sealed class OutboxHealthCheck<TContext>(TContext db) : IHealthCheck
    where TContext : DbContext
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var refused = await db.Set<OutboxMessage>().CountAsync(message => message.Attempts > 0, cancellationToken);
            return refused == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"{refused} messages were returned or refused by the broker and are tried again");
        }
        catch (Exception failure) when (DatabaseFailure.Is(failure))
        {
            // That the database is away is the database check's to say.
            return HealthCheckResult.Healthy("not known while the database is away");
        }
    }
}
