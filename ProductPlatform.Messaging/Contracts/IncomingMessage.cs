using System.Globalization;
using System.Text.Json;
using RabbitMQ.Client;

namespace ProductPlatform.Messaging.Contracts;

/// <summary>
/// A message whose body is JSON, from this platform or from the Python pair, which puts the event's name into <c>content_type</c>.
/// </summary>
public sealed class IncomingMessage(IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body)
{
    /// <summary>A body of more bytes is refused unread.</summary>
    internal const int MaxBodyBytes = 64 * 1024;

    private const int MaxNameShown = 60;

    /// <summary>Reads the event of a message of <paramref name="queue"/>.</summary>
    /// <exception cref="InvalidMessageException">The event is unknown to the queue, or the body is not the event's.</exception>
    internal TEvent Read<TEvent>(string queue)
        where TEvent : class, IIncomingEvent<TEvent>
    {
        if (body.Length > MaxBodyBytes)
            throw new InvalidMessageException($"The body has {body.Length} bytes; at most {MaxBodyBytes} are allowed.");

        try
        {
            var name = NameOf(properties);
            return TEvent.Read(name, this)
                ?? throw new InvalidMessageException($"Event '{Shorten(name)}' is not known on queue '{queue}'.");
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8, or an escaped half of a surrogate pair, are JSON to the parser but no text.
            throw new InvalidMessageException("The body is not valid Unicode.");
        }
    }

    /// <summary>The event's name as it stands in the message; none, or any text.</summary>
    internal static string? NameOf(IReadOnlyBasicProperties properties) =>
        string.IsNullOrEmpty(properties.Type) ? properties.ContentType : properties.Type;

    /// <summary>Reads a JSON object with an <c>id</c>.</summary>
    internal IncomingObject ReadObject() => new(Parse());

    /// <summary>Reads a bare id: a number, or a string of digits as the Python pair sends it.</summary>
    internal int ReadId()
    {
        using var document = Parse();
        var root = document.RootElement;
        var id = 0;
        var read = root.ValueKind switch
        {
            JsonValueKind.Number => root.TryGetInt32(out id),
            JsonValueKind.String => int.TryParse(root.GetRawText().AsSpan(1..^1), NumberStyles.None, null, out id),
            _ => false,
        };
        return read && id > 0 ? id : throw new InvalidMessageException("The body is not a positive integer.");
    }

    internal long? ReadVersion()
    {
        if (properties.Headers?.TryGetValue(MessageHeaders.Version, out var value) != true || value is null)
            return null;

        var version = value is sbyte or byte or short or ushort or int or uint or long
            ? Convert.ToInt64(value, CultureInfo.InvariantCulture)
            : throw new InvalidMessageException($"Header '{MessageHeaders.Version}' is not an integer.");
        return ProductVersions.IsValid(version)
            ? version
            : throw new InvalidMessageException(
                $"Header '{MessageHeaders.Version}' is {version}; versions are {ProductVersions.First} to {ProductVersions.Last}."
            );
    }

    private JsonDocument Parse()
    {
        try
        {
            return JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
        }
        catch (JsonException exception)
        {
            throw new InvalidMessageException(
                $"The body is not JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})."
            );
        }
    }

    private static string Shorten(string? name) => name is { Length: > MaxNameShown } ? name[..MaxNameShown] + "…" : name ?? "";
}
