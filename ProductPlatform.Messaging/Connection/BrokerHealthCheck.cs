using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProductPlatform.Messaging.Connection;

/// <summary>Degraded, never unhealthy, while the broker is unavailable: requests are still served, and events wait in the outbox.</summary>
internal sealed class BrokerHealthCheck(BrokerStatus status) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            status.Worst switch
            {
                ConnectionState.Connected => HealthCheckResult.Healthy("connected"),
                ConnectionState.Blocked => HealthCheckResult.Degraded("blocked by the broker"),
                _ => HealthCheckResult.Degraded("disconnected"),
            }
        );
}
