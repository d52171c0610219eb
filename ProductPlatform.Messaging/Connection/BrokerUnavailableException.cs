using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ProductPlatform.Messaging.Connection;

/// <summary>The broker cannot be worked with now. Its text says what to do, and holds no secret.</summary>
public sealed class BrokerUnavailableException(string message, Exception? cause = null) : Exception(message, cause)
{
    internal static async Task<IConnection> ConnectAsync(IConnectionFactory factory, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await factory.CreateConnectionAsync(name, cancellationToken);
        }
        catch (BrokerUnreachableException exception)
        {
            var where = factory is ConnectionFactory { Endpoint: var endpoint } ? $" at {endpoint.HostName}:{endpoint.Port}" : "";
            throw new BrokerUnavailableException(
                $"The broker{where} cannot be reached ({BrokerFailure.Reason(exception)}). "
                    + $"Start it, or set ConnectionStrings__{MessagingExtensions.ConnectionName} or RABBIT_MQ_URL to its address.",
                exception
            );
        }
    }
}
