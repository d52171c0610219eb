using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace ProductPlatform.Web.InternalApi;

/// <summary>A secret that both sides are configured with, sent as <c>Authorization: Bearer …</c>.</summary>
internal static class BearerSecret
{
    private const string Scheme = "Bearer";

    /// <summary>Whether a request has the secret; how long the comparison takes says nothing about it.</summary>
    internal static bool IsIn(HttpRequest request, string secret)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme + " ", StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Hash(header[(Scheme.Length + 1)..].Trim()), Hash(secret));
    }

    /// <summary>401, which names the scheme.</summary>
    internal static void Refuse(HttpResponse response)
    {
        response.Headers[HeaderNames.WWWAuthenticate] = Scheme;
        response.StatusCode = StatusCodes.Status401Unauthorized;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
