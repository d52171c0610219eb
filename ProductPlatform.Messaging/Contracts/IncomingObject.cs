using System.Text.Json;

namespace ProductPlatform.Messaging.Contracts;

/// <summary>The JSON object in a message's body. Unknown properties are ignored.</summary>
internal sealed class IncomingObject(JsonDocument document) : IDisposable
{
    /// <exception cref="InvalidMessageException">The body is no object, or has no id.</exception>
    internal int Id =>
        Property("id") is { ValueKind: JsonValueKind.Number } id && id.TryGetInt32(out var number) && number > 0
            ? number
            : throw new InvalidMessageException("'id' is missing or not a positive integer.");

    /// <exception cref="InvalidMessageException">There is no such text, or it is too long.</exception>
    internal string Text(string name)
    {
        if (Property(name) is not { ValueKind: JsonValueKind.String } value)
            throw new InvalidMessageException($"'{name}' is missing or not a string.");

        var text = value.GetString()!;
        return text.EnumerateRunes().Count() <= ProductContent.MaxTextLength
            ? text
            : throw new InvalidMessageException($"'{name}' has more than {ProductContent.MaxTextLength} characters.");
    }

    public void Dispose() => document.Dispose();

    private JsonElement? Property(string name)
    {
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new InvalidMessageException("The body is not a JSON object.");

        return document.RootElement.TryGetProperty(name, out var value) ? value : null;
    }
}
