using System.Text;
using RabbitMQ.Client;

namespace ProductPlatform.Messaging;

internal static class QueueArguments
{
    internal static Dictionary<string, object?> For(MessagingOptions options, IConnection connection) =>
        options.QueueType == QueueKind.Quorum ? Quorum(connection) : [];

    /// <summary>
    /// RabbitMQ 4.0 drops a message of a quorum queue after 20 deliveries unless told otherwise; a consumer killed 20 times while it held a
    /// message would lose it. Earlier brokers have no limit and refuse a negative one
    /// (https://www.rabbitmq.com/docs/quorum-queues#poison-message-handling).
    /// </summary>
    internal static Dictionary<string, object?> Quorum(IConnection connection)
    {
        Dictionary<string, object?> arguments = new() { [Headers.XQueueType] = "quorum" };
        if (BrokerVersion(connection) is { Major: >= 4 })
        {
            arguments["x-delivery-limit"] = -1;
        }

        return arguments;
    }

    private static Version? BrokerVersion(IConnection connection) =>
        connection.ServerProperties?.TryGetValue("version", out var value) == true && value is byte[] text
            && Version.TryParse(Encoding.ASCII.GetString(text).Split('-', '+')[0], out var version)
            ? version
            : null;
}
