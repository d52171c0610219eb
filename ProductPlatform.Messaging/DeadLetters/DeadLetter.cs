using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ProductPlatform.Messaging.Contracts;
using RabbitMQ.Client;

namespace ProductPlatform.Messaging.DeadLetters;

/// <summary>A message that could not be processed, with what is known of it.</summary>
/// <param name="Id">Its message id; where the producer gave none, one that the consumer gave when it died.</param>
/// <param name="Event">The event's name, as the message has it.</param>
/// <param name="Reason">Why it is here.</param>
/// <param name="FirstFailure">When it first failed.</param>
/// <param name="LastFailure">When it was given up.</param>
/// <param name="Size">Bytes of its body.</param>
/// <param name="Replays">How often it was sent back and came again.</param>
/// <param name="OriginalExchange">Where it was published; empty for the default exchange.</param>
/// <param name="OriginalRoutingKey">The routing key it was published with.</param>
public sealed record DeadLetter(
    string Id,
    string Event,
    string? Reason,
    DateTimeOffset? FirstFailure,
    DateTimeOffset? LastFailure,
    int Size,
    long Replays,
    string? OriginalExchange,
    string? OriginalRoutingKey
)
{
    /// <summary>What tells this stay in the dead-letter queue from another one of the same message.</summary>
    internal (string Id, long Replays, DateTimeOffset? LastFailure) Death => (Id, Replays, LastFailure);

    /// <summary>Whether id, event or reason contains a text, in whatever case.</summary>
    public bool Matches(string text) =>
        Id.Contains(text, StringComparison.OrdinalIgnoreCase)
        || Event.Contains(text, StringComparison.OrdinalIgnoreCase)
        || Reason?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;

    // A producer may have set the header to any number.
    private const long MostReplays = 1_000_000;

    internal static DeadLetter From(BasicGetResult message)
    {
        var properties = message.BasicProperties;
        return new DeadLetter(
            Identify(message),
            (string.IsNullOrEmpty(properties.Type) ? properties.ContentType : properties.Type) ?? "",
            Text(properties, MessageHeaders.Reason),
            Time(properties, MessageHeaders.FirstFailure),
            Time(properties, MessageHeaders.LastFailure),
            message.Body.Length,
            ReplaysOf(properties),
            Text(properties, MessageHeaders.OriginalExchange),
            Text(properties, MessageHeaders.OriginalRoutingKey)
        );
    }

    internal static long ReplaysOf(IReadOnlyBasicProperties properties) =>
        properties.Headers?.TryGetValue(MessageHeaders.Replayed, out var value) == true && value is int or long
            ? Math.Clamp(Convert.ToInt64(value, CultureInfo.InvariantCulture), 0, MostReplays)
            : 0;

    private static string Identify(BasicGetResult message) =>
        message.BasicProperties.MessageId is { Length: > 0 } messageId
            ? messageId
            : Text(message.BasicProperties, MessageHeaders.DeadLetterId) ?? Digest(message);

    /// <summary>
    /// For what something else than our consumers put into the queue: the same message has the same id each time it is looked at.
    /// </summary>
    private static string Digest(BasicGetResult message)
    {
        var properties = message.BasicProperties;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (
            var part in (string?[])
                [
                    properties.Type,
                    properties.ContentType,
                    properties.AppId,
                    properties.CorrelationId,
                    properties.Timestamp.UnixTime.ToString(CultureInfo.InvariantCulture),
                    Text(properties, MessageHeaders.TraceParent),
                    Text(properties, MessageHeaders.LastFailure),
                ]
        )
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{part}\0"));
        }

        hash.AppendData(message.Body.Span);
        return "digest-" + Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(..16));
    }

    private static DateTimeOffset? Time(IReadOnlyBasicProperties properties, string header) =>
        DateTimeOffset.TryParse(Text(properties, header), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
            ? time
            : null;

    private static string? Text(IReadOnlyBasicProperties properties, string header) =>
        properties.Headers?.TryGetValue(header, out var value) == true && value is byte[] text ? Encoding.UTF8.GetString(text) : null;
}

/// <summary>Some of the dead letters of a queue, oldest first.</summary>
/// <param name="Letters">Those asked for.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record DeadLetterPage(IReadOnlyList<DeadLetter> Letters, int Total);

/// <summary>A dead letter with everything that it consists of.</summary>
/// <param name="Letter">What is known of it.</param>
/// <param name="Properties">The AMQP properties that are set, as text.</param>
/// <param name="Headers">The headers, as text.</param>
/// <param name="Body">The body, byte for byte.</param>
public sealed record DeadLetterContent(
    DeadLetter Letter,
    IReadOnlyDictionary<string, string> Properties,
    IReadOnlyDictionary<string, string> Headers,
    ReadOnlyMemory<byte> Body
);
