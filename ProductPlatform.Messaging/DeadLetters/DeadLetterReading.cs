using System.Collections;
using System.Globalization;
using System.Text;
using ProductPlatform.Messaging.Contracts;
using RabbitMQ.Client;

namespace ProductPlatform.Messaging.DeadLetters;

/// <summary>A dead message as text for people, and as the message that it was before.</summary>
internal static class DeadLetterReading
{
    private static readonly string[] NotForReplay =
    [
        MessageHeaders.Reason,
        MessageHeaders.LastFailure,
        MessageHeaders.DeadLetterId,
        MessageHeaders.ReplayQueue,
        "x-delivery-count",
        // It would send copies to other queues once more (https://www.rabbitmq.com/docs/sender-selected).
        "CC",
    ];

    /// <summary>
    /// The properties to send it again with: its own, without what was added when it was moved to the dead-letter queue; where it came from
    /// and when it first failed stays, for the case that it fails again. Without a message id it gets the dead letter's, so that the inbox
    /// knows a second replay of it.
    /// </summary>
    /// <param name="message">The dead letter.</param>
    /// <param name="replayQueue">Where the outcome is waited for.</param>
    internal static BasicProperties ForReplay(BasicGetResult message, string? replayQueue)
    {
        var headers = message.BasicProperties.Headers is { } dead ? new Dictionary<string, object?>(dead) : [];
        foreach (var header in NotForReplay)
            headers.Remove(header);

        headers[MessageHeaders.Replayed] = DeadLetter.ReplaysOf(message.BasicProperties) + 1;
        if (replayQueue is not null)
            headers[MessageHeaders.ReplayQueue] = replayQueue;

        var properties = new BasicProperties(message.BasicProperties)
        {
            Headers = headers,
            MessageId = DeadLetter.From(message).Id,
            DeliveryMode = DeliveryModes.Persistent,
        };
        properties.ClearExpiration();
        properties.ClearUserId();
        return properties;
    }

    internal static DeadLetterContent Content(BasicGetResult message)
    {
        var p = message.BasicProperties;
        Dictionary<string, string> properties = [];
        Add("type", p.Type);
        Add("content_type", p.ContentType);
        Add("content_encoding", p.ContentEncoding);
        Add("message_id", p.MessageId);
        Add("correlation_id", p.CorrelationId);
        Add("app_id", p.AppId);
        Add("reply_to", p.ReplyTo);
        Add("timestamp", p.IsTimestampPresent() ? TimeText(p.Timestamp) : null);
        Add("delivery_mode", p.IsDeliveryModePresent() ? ((int)p.DeliveryMode).ToString(CultureInfo.InvariantCulture) : null);
        Add("priority", p.IsPriorityPresent() ? p.Priority.ToString(CultureInfo.InvariantCulture) : null);
        var headers =
            p.Headers?.OrderBy(header => header.Key, StringComparer.Ordinal)
                .ToDictionary(header => header.Key, header => Text(header.Value))
            ?? [];
        return new DeadLetterContent(DeadLetter.From(message), properties, headers, message.Body);

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                properties[name] = value;
        }
    }

    private static string Text(object? value) =>
        value switch
        {
            null => "",
            byte[] text => Encoding.UTF8.GetString(text),
            AmqpTimestamp time => TimeText(time),
            IDictionary table => "{" + string.Join(", ", table.Keys.Cast<object>().Select(key => $"{key}: {Text(table[key])}")) + "}",
            IEnumerable list and not string => "[" + string.Join(", ", list.Cast<object?>().Select(Text)) + "]",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };

    /// <summary>A timestamp that no calendar has is shown as the number it is.</summary>
    private static string TimeText(AmqpTimestamp time) =>
        time.UnixTime is >= 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(time.UnixTime).ToString("O", CultureInfo.InvariantCulture)
            : time.UnixTime.ToString(CultureInfo.InvariantCulture);
}
