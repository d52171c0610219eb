using System.Text;
using RabbitMQ.Client;

namespace ProductPlatform.Messaging.Connection;

internal static class QueueArguments
{
    internal static Dictionary<string, object?> For(MessagingOptions options, Version? broker) =>
        options.QueueType == QueueKind.Quorum ? Quorum(broker) : [];

    /// <summary>
    /// RabbitMQ 4.0 drops a message of a quorum queue after 20 deliveries unless told otherwise; a consumer killed 20 times while it held a
    /// message would lose it. Earlier brokers have no limit and refuse a negative one
    /// (https://www.rabbitmq.com/docs/quorum-queues#poison-message-handling).
    /// </summary>
    internal static Dictionary<string, object?> Quorum(Version? broker)
    {
        Dictionary<string, object?> arguments = new() { [Headers.XQueueType] = "quorum" };
        if (HasDeliveryLimit(broker))
            arguments["x-delivery-limit"] = -1;

        return arguments;
    }

    /// <summary>
    /// The problem of a queue without that argument on such a broker: an older broker declared it and a newer one kept it.
    /// </summary>
    internal const string DropsAfterDeliveries =
        "; this broker drops a message of a quorum queue after 20 deliveries "
        + "unless a policy sets delivery-limit (docs/operations.md, RabbitMQ 4)";

    internal static bool HasDeliveryLimit(Version? broker) => broker is { Major: >= 4 };

    /// <summary>The version that the broker says it has.</summary>
    internal static Version? BrokerVersion(this IConnection connection) => BrokerVersion(connection.ServerProperties);

    internal static Version? BrokerVersion(IDictionary<string, object?>? serverProperties) =>
        serverProperties?.TryGetValue("version", out var value) == true
        && value is byte[] text
        && Version.TryParse(Encoding.ASCII.GetString(text).Split('-', '+')[0], out var version)
            ? version
            : null;
}
