using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProductPlatform.Messaging.Connection;

/// <summary>Degraded while a queue is used that was declared with other arguments.</summary>
internal sealed class QueueHealthCheck(BrokerStatus status) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            status.ForeignQueues is { Count: > 0 } foreign
                ? HealthCheckResult.Degraded(
                    "declared with other arguments: "
                        + $"{string.Join(", ", foreign)}{(status.DropsAfterDeliveries ? QueueArguments.DropsAfterDeliveries : "")}"
                )
                : HealthCheckResult.Healthy()
        );
}
