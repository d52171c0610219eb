using ProductPlatform.Messaging.Connection;
using RabbitMQ.Client;

namespace ProductPlatform.Messaging.Contracts;

/// <summary>Every name that the broker knows, and only here. The names and their bindings are the wire contract with other processes.</summary>
public static class Topology
{
    /// <summary>Topic exchange of every product event; the routing key is the event's name.</summary>
    public const string ProductExchange = "product_created";

    /// <summary>Topic exchange of likes.</summary>
    public const string LikeExchange = "product_liked";

    /// <summary>Direct exchange of messages that nobody could process; the routing key is the dead queue's name.</summary>
    public const string DeadLetterExchange = "dead-letters";

    /// <summary>Product events for Main.Worker.</summary>
    public const string MainQueue = "main";

    /// <summary>Likes for Admin.Worker.</summary>
    public const string AdminQueue = "admin";

    /// <summary>Begins the names of the exclusive queues in which consumers tell the outcomes of a replay.</summary>
    public const string ReplayQueuePrefix = "replay.";

    private static readonly (string Queue, string Exchange)[] Bindings = [(MainQueue, ProductExchange), (AdminQueue, LikeExchange)];

    /// <summary>The queue that keeps what the consumer of <paramref name="queue"/> could not process.</summary>
    public static string DeadQueue(string queue) => queue + ".dead";

    /// <summary>The exclusive queue that an operator who works on the dead letters of <paramref name="queue"/> holds meanwhile.</summary>
    internal static string DeadQueueLock(string queue) => DeadQueue(queue) + ".lock";

    /// <summary>The exclusive queue that hears of the outcomes of one replay.</summary>
    internal static string ReplayQueue(Guid replay) => $"{ReplayQueuePrefix}{replay:n}";

    /// <summary>Whether outcomes may be sent to a queue that a message names.</summary>
    internal static bool IsReplayQueue(string name) => name.StartsWith(ReplayQueuePrefix, StringComparison.Ordinal) && name.Length == ReplayQueuePrefix.Length + 32;

    /// <summary>Declares exchanges, queues and bindings; repeating it is harmless, so whichever process comes first does it.</summary>
    /// <param name="connection">An open connection; a refused declaration costs only a channel of it.</param>
    /// <param name="options">The kind of queue to declare.</param>
    /// <param name="cancellationToken">Ends the wait for the broker.</param>
    /// <returns>The queues that exist with other arguments and are used as they are.</returns>
    internal static async Task<IReadOnlyList<string>> DeclareAsync(IConnection connection, MessagingOptions options, CancellationToken cancellationToken)
    {
        List<string> foreign = [];
        await using (var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken))
        {
            await channel.ExchangeDeclareAsync(ProductExchange, ExchangeType.Topic, durable: true, cancellationToken: cancellationToken);
            await channel.ExchangeDeclareAsync(LikeExchange, ExchangeType.Topic, durable: true, cancellationToken: cancellationToken);
            await channel.ExchangeDeclareAsync(DeadLetterExchange, ExchangeType.Direct, durable: true, cancellationToken: cancellationToken);
        }

        foreach (var (queue, exchange) in Bindings)
        {
            if (!await DeclareQueueAsync(connection, queue, QueueArguments.For(options, connection.BrokerVersion()), options.Durable, cancellationToken))
            {
                foreign.Add(queue);
            }

            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            await channel.QueueBindAsync(queue, exchange, "#", cancellationToken: cancellationToken);
        }

        foreach (var dead in Bindings.Select(binding => DeadQueue(binding.Queue)))
        {
            // What is dead must survive until someone looks at it: durable and replicated, whatever the live queues are.
            if (!await DeclareQueueAsync(connection, dead, QueueArguments.Quorum(connection.BrokerVersion()), durable: true, cancellationToken))
            {
                foreign.Add(dead);
            }

            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            await channel.QueueBindAsync(dead, DeadLetterExchange, dead, cancellationToken: cancellationToken);
        }

        return foreign;
    }

    /// <returns>False when the queue exists with other arguments; it is then proved to exist by a passive declaration.</returns>
    private static async Task<bool> DeclareQueueAsync(
        IConnection connection, string queue, Dictionary<string, object?> arguments, bool durable, CancellationToken cancellationToken)
    {
        try
        {
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            await channel.QueueDeclareAsync(queue, durable, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken);
            return true;
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException refused) when (refused.ShutdownReason?.ReplyCode == Constants.PreconditionFailed)
        {
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            await channel.QueueDeclarePassiveAsync(queue, cancellationToken);
            return false;
        }
    }
}
