using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ProductPlatform.Tests.Platform.Secrets;

/// <summary>AWS Signature Version 4 as the receiving side computes it, from the specification.</summary>
internal static class SignatureV4
{
    public static bool IsValid(HttpRequest request, byte[] body, string accessKey, string secretKey, string region)
    {
        const string Scheme = "AWS4-HMAC-SHA256 ";
        var authorization = request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(Scheme, StringComparison.Ordinal))
            return false;

        var parts = authorization[Scheme.Length..]
            .Split(", ")
            .Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0], part => part[1]);
        var time = request.Headers["X-Amz-Date"].ToString();
        var scope = $"{time[..8]}/{region}/secretsmanager/aws4_request";
        if (parts["Credential"] != $"{accessKey}/{scope}")
            return false;

        var signed = parts["SignedHeaders"].Split(';');
        if (!signed.Contains("host") || !signed.Contains("x-amz-target"))
            return false;

        var canonical = string.Join(
            '\n',
            [
                request.Method,
                request.Path,
                "",
                .. signed.Select(name => string.Create(CultureInfo.InvariantCulture, $"{name}:{request.Headers[name].ToString().Trim()}")),
                "",
                parts["SignedHeaders"],
                Hex(SHA256.HashData(body)),
            ]
        );
        var toSign = $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + secretKey);
        foreach (var step in scope.Split('/'))
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        return parts["Signature"] == Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
