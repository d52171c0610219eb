using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace ProductPlatform.Tests.Platform.Secrets;

/// <summary>Secrets that nothing may repeat, and where they occur.</summary>
internal sealed class Canaries
{
    private readonly List<string> _secrets = [SecretsServer.SecretKey];

    /// <summary>A new secret.</summary>
    internal string New()
    {
        var secret = $"canary{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        _secrets.Add(secret);
        return secret;
    }

    /// <summary>A new secret with characters that an address has to encode.</summary>
    internal string NewToBeEncoded()
    {
        var secret = $"{New()}@:/#";
        _secrets.Add(secret);
        return secret;
    }

    /// <summary>The lines of <paramref name="text"/> that hold a secret, plain or encoded.</summary>
    internal IReadOnlyList<string> In(string text)
    {
        var forms = _secrets.SelectMany(secret =>
            new[]
            {
                secret,
                Uri.EscapeDataString(secret),
                Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('='),
                Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)),
            }
        );
        var nose = SearchValues.Create([.. forms], StringComparison.OrdinalIgnoreCase);
        return [.. text.Split('\n').Where(line => line.AsSpan().ContainsAny(nose)).Take(20)];
    }
}
