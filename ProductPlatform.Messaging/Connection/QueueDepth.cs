using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ProductPlatform.Messaging.Connection;

/// <summary>Asks the broker how long a queue is.</summary>
public sealed class QueueDepth(IConnectionFactory factory)
{
    /// <summary>How many messages wait for a consumer; those that a consumer holds are not among them.</summary>
    /// <exception cref="BrokerUnavailableException">With what to do.</exception>
    public async Task<long> WaitingAsync(string queue, CancellationToken cancellationToken)
    {
        await using var connection = await BrokerUnavailableException.ConnectAsync(factory, "queue depth", cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            return await channel.MessageCountAsync(queue, cancellationToken);
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return 0;
        }
    }
}
