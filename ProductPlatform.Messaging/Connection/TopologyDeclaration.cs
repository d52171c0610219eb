using ProductPlatform.Messaging.Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ProductPlatform.Messaging.Connection;

/// <summary>Declares the exchanges, queues and bindings of <see cref="Topology"/>.</summary>
internal static class TopologyDeclaration
{
    /// <summary>Declares exchanges, queues and bindings; repeating it is harmless, so whichever process comes first does it.</summary>
    /// <param name="connection">An open connection; a refused declaration costs only a channel of it.</param>
    /// <param name="options">The kind of queue to declare.</param>
    /// <returns>The queues that exist with other arguments and are used as they are.</returns>
    internal static async Task<IReadOnlyList<string>> DeclareAsync(
        IConnection connection,
        MessagingOptions options,
        CancellationToken cancellationToken
    )
    {
        List<string> foreign = [];
        await using (var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken))
        {
            await channel.ExchangeDeclareAsync(
                Topology.ProductExchange,
                ExchangeType.Topic,
                durable: true,
                cancellationToken: cancellationToken
            );
            await channel.ExchangeDeclareAsync(
                Topology.LikeExchange,
                ExchangeType.Topic,
                durable: true,
                cancellationToken: cancellationToken
            );
            await channel.ExchangeDeclareAsync(
                Topology.DeadLetterExchange,
                ExchangeType.Direct,
                durable: true,
                cancellationToken: cancellationToken
            );
        }

        foreach (var (queue, exchange) in Topology.Bindings)
        {
            if (
                !await DeclareQueueAsync(
                    connection,
                    queue,
                    QueueArguments.For(options, connection.BrokerVersion()),
                    options.Durable,
                    cancellationToken
                )
            )
            {
                foreign.Add(queue);
            }

            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            await channel.QueueBindAsync(queue, exchange, "#", cancellationToken: cancellationToken);
        }

        foreach (var dead in Topology.Bindings.Select(binding => Topology.DeadQueue(binding.Queue)))
        {
            // What is dead must survive until someone looks at it: durable and replicated, whatever the live queues are.
            if (
                !await DeclareQueueAsync(
                    connection,
                    dead,
                    QueueArguments.Quorum(connection.BrokerVersion()),
                    durable: true,
                    cancellationToken
                )
            )
            {
                foreign.Add(dead);
            }

            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            await channel.QueueBindAsync(dead, Topology.DeadLetterExchange, dead, cancellationToken: cancellationToken);
        }

        return foreign;
    }

    /// <returns>False when the queue exists with other arguments; it is then proved to exist by a passive declaration.</returns>
    private static async Task<bool> DeclareQueueAsync(
        IConnection connection,
        string queue,
        Dictionary<string, object?> arguments,
        bool durable,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            await channel.QueueDeclareAsync(
                queue,
                durable,
                exclusive: false,
                autoDelete: false,
                arguments,
                cancellationToken: cancellationToken
            );
            return true;
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.PreconditionFailed)
        {
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            await channel.QueueDeclarePassiveAsync(queue, cancellationToken);
            return false;
        }
    }
}
