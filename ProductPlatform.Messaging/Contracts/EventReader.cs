using System.Text.Json;
using RabbitMQ.Client;

namespace ProductPlatform.Messaging.Contracts;

/// <summary>Reads events from messages, ours and those of the Python pair, which puts the event's name into <c>content_type</c>.</summary>
internal static class EventReader
{
    /// <summary>A body of more bytes is refused unread.</summary>
    internal const int MaxBodyBytes = 64 * 1024;

    private const int MaxTextLength = 200;

    /// <exception cref="InvalidMessageException">The event is unknown to the queue, or the body is not the event's.</exception>
    internal static IncomingEvent Read(string queue, IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body)
    {
        var name = NameOf(properties);
        if (body.Length > MaxBodyBytes)
        {
            throw new InvalidMessageException($"The body has {body.Length} bytes; at most {MaxBodyBytes} are allowed.");
        }

        try
        {
            return (queue, name) switch
            {
                (Topology.MainQueue, EventNames.ProductCreated or EventNames.ProductUpdated) => ReadSaved(properties, body),
                (Topology.MainQueue, EventNames.ProductDeleted) => new ProductDeleted(ReadId(body), ReadVersion(properties)),
                (Topology.AdminQueue, EventNames.ProductLiked) => new ProductLiked(ReadId(body)),
                _ => throw new InvalidMessageException($"Event '{Shorten(name)}' is not known on queue '{queue}'."),
            };
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8, or an escaped half of a surrogate pair, are JSON to the parser but no text.
            throw new InvalidMessageException("The body is not valid Unicode.");
        }
    }

    /// <summary>The event's name as it stands in the message; none, or any text.</summary>
    internal static string? NameOf(IReadOnlyBasicProperties properties) => string.IsNullOrEmpty(properties.Type) ? properties.ContentType : properties.Type;

    private static ProductSaved ReadSaved(IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body)
    {
        using var document = Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidMessageException("The body is not a JSON object.");
        }

        if (!document.RootElement.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.Number || !id.TryGetInt32(out var productId) || productId < 1)
        {
            throw new InvalidMessageException("'id' is missing or not a positive integer.");
        }

        return new ProductSaved(productId, ReadText(document.RootElement, "title"), ReadText(document.RootElement, "image"), ReadVersion(properties));
    }

    private static string ReadText(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var element) || element.ValueKind != JsonValueKind.String)
        {
            throw new InvalidMessageException($"'{name}' is missing or not a string.");
        }

        var text = element.GetString()!;
        return text.EnumerateRunes().Count() <= MaxTextLength
            ? text
            : throw new InvalidMessageException($"'{name}' has more than {MaxTextLength} characters.");
    }

    /// <summary>A bare id: a number, or a string of digits as the Python pair sends it.</summary>
    private static int ReadId(ReadOnlyMemory<byte> body)
    {
        using var document = Parse(body);
        var root = document.RootElement;
        var id = 0;
        var read = root.ValueKind switch
        {
            JsonValueKind.Number => root.TryGetInt32(out id),
            JsonValueKind.String => int.TryParse(root.GetRawText().AsSpan(1..^1), System.Globalization.NumberStyles.None, null, out id),
            _ => false,
        };
        return read && id > 0 ? id : throw new InvalidMessageException("The body is not a positive integer.");
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
        }
        catch (JsonException malformed)
        {
            throw new InvalidMessageException($"The body is not JSON (line {malformed.LineNumber}, byte {malformed.BytePositionInLine}).");
        }
    }

    private static long? ReadVersion(IReadOnlyBasicProperties properties)
    {
        if (properties.Headers?.TryGetValue(MessageHeaders.Version, out var value) != true)
        {
            return null;
        }

        var version = value switch
        {
            null => (long?)null,
            sbyte or byte or short or ushort or int or uint or long => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture),
            _ => throw new InvalidMessageException($"Header '{MessageHeaders.Version}' is not an integer."),
        };
        return version is not { } number || ProductVersions.IsValid(number)
            ? version
            : throw new InvalidMessageException($"Header '{MessageHeaders.Version}' is {version}; versions are {ProductVersions.First} to {ProductVersions.Last}.");
    }

    private static string Shorten(string? name) => name is { Length: > 60 } ? name[..60] + "…" : name ?? "";
}
