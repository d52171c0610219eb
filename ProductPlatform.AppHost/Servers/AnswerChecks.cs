using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MySqlConnector;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ProductPlatform.AppHost.Servers;

/// <summary>Ties a check to a resource: who waits for the resource waits until it answers.</summary>
internal static class AnswerCheck
{
    public static IResourceBuilder<T> WithAnswerCheck<T>(this IResourceBuilder<T> resource, IHealthCheck check)
        where T : IResource
    {
        var key = $"{resource.Resource.Name}_answers";
        resource.ApplicationBuilder.Services.AddHealthChecks().AddCheck(key, check);
        return resource.WithHealthCheck(key);
    }
}

/// <summary>Healthy when a query is answered.</summary>
internal sealed class MySqlAnswers(IResourceWithConnectionString server) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // A connection of its own each time: a pooled one says little about a server that was restarted.
            await using var connection = new MySqlConnection($"{await server.GetConnectionStringAsync(cancellationToken)};Pooling=False");
            await connection.OpenAsync(cancellationToken);
            await connection.PingAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (MySqlException exception)
        {
            return HealthCheckResult.Unhealthy(exception.Message, exception);
        }
    }
}

/// <summary>Healthy when the broker lets the user in.</summary>
internal sealed class RabbitMqAnswers(IResourceWithConnectionString server) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var factory = new ConnectionFactory
            {
                Uri = new Uri((await server.GetConnectionStringAsync(cancellationToken))!),
                ClientProvidedName = "health check",
                AutomaticRecoveryEnabled = false,
            };
            await using var connection = await factory.CreateConnectionAsync(cancellationToken);
            await connection.CloseAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is BrokerUnreachableException or OperationInterruptedException or IOException)
        {
            return HealthCheckResult.Unhealthy(exception.Message, exception);
        }
    }
}

/// <summary>Healthy when Erlang's name server tells its names.</summary>
internal sealed class EpmdAnswers(int port) : IHealthCheck
{
    // Two bytes of length, then NAMES_REQ. It logs every client that connects and sends nothing.
    private static readonly byte[] NamesRequest = [0, 1, (byte)'n'];

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port, cancellationToken);
            await client.GetStream().WriteAsync(NamesRequest, cancellationToken);
            await client.GetStream().ReadExactlyAsync(new byte[sizeof(int)], cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return HealthCheckResult.Unhealthy(exception.Message, exception);
        }
    }
}
