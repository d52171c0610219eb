using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using IConnection = global::RabbitMQ.Client.IConnection;

namespace Aspire.RabbitMQ.Client;

/// <summary>Healthy when the shared connection exists and opens a channel.</summary>
internal sealed class RabbitMQConnectionHealthCheck(IServiceProvider provider, string? serviceKey) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            var connection = provider.GetRequiredKeyedService<IConnection>(serviceKey);
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception: exception);
        }
    }
}
