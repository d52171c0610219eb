using System.Globalization;
using System.Text;
using ProductPlatform.Messaging.Contracts;

namespace ProductPlatform.Messaging.Receiving;

/// <summary>The headers of a dead letter: those it came with, unchanged, and what is known of its death.</summary>
internal static class DeadLetterHeaders
{
    /// <summary>
    /// All headers of a message travel in one frame (AMQP 0-9-1, 2.3.5.2), and the broker closes a connection that sends a longer one. Room
    /// for the properties beside them, and for what a replay adds.
    /// </summary>
    private const int Reserve = 4096;

    private const int NamesTold = 3;

    /// <summary>The longest name that AMQP has for an exchange or a routing key; a time is shorter.</summary>
    private const int LongestOrigin = 255;

    /// <param name="delivery">The message.</param>
    /// <param name="now">UTC time of its death.</param>
    /// <param name="maxFrame">The longest frame of the connection, in bytes; 0 is no limit.</param>
    internal static Dictionary<string, object?> Of(Delivery delivery, DateTimeOffset now, uint maxFrame)
    {
        var headers = delivery.Properties.Headers is { } original ? new Dictionary<string, object?>(original) : [];
        Dictionary<string, object?> death = new()
        {
            [MessageHeaders.Reason] = delivery.DeadReason,
            [MessageHeaders.FirstFailure] =
                Kept(MessageHeaders.FirstFailure) ?? (delivery.FirstFailure ?? now).ToString("O", CultureInfo.InvariantCulture),
            [MessageHeaders.LastFailure] = now.ToString("O", CultureInfo.InvariantCulture),
            [MessageHeaders.OriginalExchange] = Kept(MessageHeaders.OriginalExchange) ?? delivery.Exchange,
            [MessageHeaders.OriginalRoutingKey] = Kept(MessageHeaders.OriginalRoutingKey) ?? delivery.RoutingKey,
        };
        if (delivery.MessageId is null)
        {
            // Two likes of one product look alike; from here on they can be told apart. A second copy of this one cannot, and is processed once.
            death[MessageHeaders.DeadLetterId] = delivery.DeliveryId.ToString();
        }

        if (maxFrame > 0 && LeaveOut(headers, Size(headers) + Size(death) + Reserve - maxFrame) is { Count: > 0 } leftOut)
            death[MessageHeaders.Reason] = $"{delivery.DeadReason} Its headers were too long to keep all; left out: {Names(leftOut)}.";

        foreach (var (name, value) in death)
            headers[name] = value;

        return headers;

        // A replay comes by the default exchange: it says where the message came from, and when that first failed.
        object? Kept(string name) =>
            headers.ContainsKey(MessageHeaders.Replayed)
            && headers.Remove(name, out var value)
            && value is byte[] { Length: <= LongestOrigin }
                ? value
                : null;
    }

    /// <summary>Removes the longest headers until <paramref name="bytes"/> bytes are saved.</summary>
    private static List<string> LeaveOut(Dictionary<string, object?> headers, long bytes)
    {
        List<string> leftOut = [];
        foreach (
            var (name, size) in headers
                .Select(header => (header.Key, Size: Size(header.Key, header.Value)))
                .OrderByDescending(header => header.Size)
                .ToList()
        )
        {
            if (bytes <= 0)
                break;

            headers.Remove(name);
            leftOut.Add(name);
            bytes -= size;
        }

        return leftOut;
    }

    private static string Names(List<string> leftOut) =>
        string.Join(", ", leftOut.Take(NamesTold)) + (leftOut.Count > NamesTold ? $" and {leftOut.Count - NamesTold} more" : "");

    private static long Size(Dictionary<string, object?> headers) => headers.Sum(header => Size(header.Key, header.Value));

    private static long Size(string name, object? value) => 1 + Encoding.UTF8.GetByteCount(name) + Size(value);

    /// <summary>Bytes on the wire at most (AMQP 0-9-1 with RabbitMQ's errata: a type and a value, long ones with their length).</summary>
    private static long Size(object? value) =>
        1
        + value switch
        {
            byte[] text => 4 + text.Length,
            string text => 4 + Encoding.UTF8.GetByteCount(text),
            IDictionary<string, object?> table => 4 + table.Sum(entry => Size(entry.Key, entry.Value)),
            System.Collections.IEnumerable list => 4 + list.Cast<object?>().Sum(Size),
            _ => sizeof(decimal),
        };
}
