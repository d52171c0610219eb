using System.Diagnostics;
using ProductPlatform.Messaging.Connection;
using ProductPlatform.Messaging.Contracts;
using RabbitMQ.Client;

namespace ProductPlatform.Messaging.Publishing;

internal static class MessageProperties
{
    /// <summary>The AMQP properties of the wire contract. A new instance for each publish: the client adds its own header to it.</summary>
    internal static BasicProperties Of(OutboxMessage message, string appId, Activity? activity, MessagingOptions options)
    {
        Dictionary<string, object?> headers = [];
        Add(MessageHeaders.TraceParent, activity?.Id ?? message.TraceParent);
        Add(MessageHeaders.TraceState, message.TraceState);
        Add(MessageHeaders.Version, message.Version);
        Add(MessageHeaders.UserId, message.UserId);

        return new BasicProperties
        {
            Type = message.Type,
            ContentType = options.LegacyContentType ? message.Type : "application/json",
            DeliveryMode = DeliveryModes.Persistent,
            MessageId = message.MessageId.ToString(),
            Timestamp = new AmqpTimestamp(
                new DateTimeOffset(DateTime.SpecifyKind(message.OccurredAt, DateTimeKind.Utc)).ToUnixTimeSeconds()
            ),
            AppId = appId,
            Headers = headers,
        };

        void Add(string name, object? value)
        {
            if (value is not null)
                headers[name] = value;
        }
    }
}
