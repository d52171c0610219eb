using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProductPlatform.Messaging.Broker;

/// <summary>Degraded, never unhealthy, while the broker is away: requests are still served, and events wait in the outbox.</summary>
internal sealed class BrokerHealthCheck(BrokerStatus status) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var worst = status.Roles.Values.DefaultIfEmpty("disconnected").Max(StringComparer.Ordinal)!;
        return Task.FromResult(status.Roles.Values.All(state => state == "connected") && !status.Roles.IsEmpty()
            ? HealthCheckResult.Healthy(worst)
            : HealthCheckResult.Degraded(worst));
    }
}
