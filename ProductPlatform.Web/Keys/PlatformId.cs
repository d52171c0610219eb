using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace ProductPlatform.Web.Keys;

/// <summary>
/// Tells this platform's service from that of another platform: by its oldest key, which all replicas share and which stays the same when
/// the database moves.
/// </summary>
internal sealed class PlatformId(IKeyManager keys, IDataProtectionProvider protection)
{
    private const int Length = 8;

    private volatile string? _value;

    /// <summary>Eight hexadecimal digits; null while the database is unavailable and was so since the start.</summary>
    internal string? Value => _value ??= Find();

    internal void EnsureKey() => protection.CreateProtector(nameof(PlatformId)).Protect([]);

    private string? Find()
    {
        try
        {
            EnsureKey();
            return keys.GetAllKeys().OrderBy(key => key.CreationDate).ThenBy(key => key.KeyId).First().KeyId.ToString("n")[..Length];
        }
        catch (Exception exception)
            when (exception is DbException or CryptographicException or InvalidOperationException or AggregateException)
        {
            // The page that the request is for reports it.
            return null;
        }
    }
}
