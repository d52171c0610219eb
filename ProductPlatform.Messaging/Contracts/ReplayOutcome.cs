using System.Text;
using System.Text.Json;

namespace ProductPlatform.Messaging.Contracts;

/// <summary>The outcome of a replayed message.</summary>
public enum ReplayOutcome
{
    /// <summary>Its effect is committed.</summary>
    Worked,

    /// <summary>Its effect was committed before; nothing was done.</summary>
    WorkedBefore,

    /// <summary>It is in the dead-letter queue again.</summary>
    Failed,

    /// <summary>It is in its queue; no consumer has reported an outcome yet.</summary>
    Pending,
}

/// <summary>The message by which a consumer reports the outcome of one replayed message.</summary>
internal sealed record ReplayOutcomeMessage(string Id, ReplayOutcome Result, string? Reason)
{
    internal byte[] Serialize() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <returns>Null when it is not from a consumer of this platform.</returns>
    internal static ReplayOutcomeMessage? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<ReplayOutcomeMessage>(Encoding.UTF8.GetString(body));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
