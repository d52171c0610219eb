using System.Security.Cryptography;
using System.Text;

namespace ProductPlatform.AppHost.Servers;

/// <summary>
/// The password of a service's account on a native server, made from the server's own: there is nothing more to keep, and the server's
/// cannot be found from it.
/// </summary>
internal sealed class AccountPassword(ParameterResource server, string account) : IValueProvider, IManifestExpressionProvider
{
    // Native servers are never published.
    public string ValueExpression => server.ValueExpression;

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        For(account, await server.GetValueAsync(cancellationToken) ?? "");

    /// <summary>Letters and digits, which need no quoting anywhere.</summary>
    public static string For(string account, string serverPassword) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(serverPassword), Encoding.UTF8.GetBytes(account)));
}
