using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace ProductPlatform.Web;

/// <summary>Weak entity tags of lists.</summary>
public static class EntityTags
{
    /// <summary>The tag of what is sent.</summary>
    public static string Of(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return $"W/\"{Convert.ToHexStringLower(hash[..16])}\"";
    }

    /// <summary>Whether the client has already what the tag stands for.</summary>
    public static bool IsKnown(HttpRequest request, string tag)
    {
        var known = request.Headers.IfNoneMatch;
        if (known.Count == 0)
            return false;
        if (known.Count == 1 && string.Equals(known[0], tag, StringComparison.Ordinal))
            return true;

        var current = EntityTagHeaderValue.Parse(tag);
        return request
            .GetTypedHeaders()
            .IfNoneMatch.Any(other => other.Equals(EntityTagHeaderValue.Any) || other.Compare(current, useStrongComparison: false));
    }
}
