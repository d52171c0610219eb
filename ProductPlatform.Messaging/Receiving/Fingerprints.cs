using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ProductPlatform.Messaging.Contracts;
using RabbitMQ.Client;

namespace ProductPlatform.Messaging.Receiving;

/// <summary>What a message's effect depends on, as 128 bits: event, version and body. Two messages with the same fingerprint are interchangeable.</summary>
internal static class Fingerprints
{
    internal static Guid Of(IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body)
    {
        object? version = null;
        properties.Headers?.TryGetValue(MessageHeaders.Version, out version);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(
            Encoding.UTF8.GetBytes($"{IncomingMessage.NameOf(properties)}\n{Convert.ToString(version, CultureInfo.InvariantCulture)}\n")
        );
        hash.AppendData(body.Span);
        return new Guid(hash.GetHashAndReset().AsSpan(..16));
    }
}
