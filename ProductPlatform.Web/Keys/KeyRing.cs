using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ProductPlatform.Web.Keys;

/// <summary>Prepares the keys of a service, where there is one process: the migration.</summary>
public static partial class KeyRing
{
    /// <summary>
    /// Makes the first key, so that replicas do not each make one. Where a certificate protects the keys, revokes those that were stored
    /// without it: a reader of the database could keep making cookies with them.
    /// </summary>
    public static void PrepareKeys(this IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<KeyManagementOptions>>().Value;
        if (options.XmlEncryptor is not null)
        {
            RevokeReadable(
                services.GetRequiredService<IKeyManager>(),
                options.XmlRepository!,
                services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(KeyRing))
            );
        }

        services.GetRequiredService<PlatformId>().EnsureKey();
    }

    private static void RevokeReadable(IKeyManager manager, IXmlRepository repository, ILogger logger)
    {
        var encrypted = repository
            .GetAllElements()
            .Where(element => element.Descendants().Any(part => part.Name.LocalName == "encryptedSecret"))
            .Select(element => (string?)element.Attribute("id"))
            .ToHashSet();
        var readable = manager.GetAllKeys().Where(key => !key.IsRevoked && !encrypted.Contains(key.KeyId.ToString())).ToList();
        readable.ForEach(key => manager.RevokeKey(key.KeyId, "It was stored without encryption."));
        if (readable.Count > 0)
            Log.Revoked(logger, readable.Count);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Count} keys that were stored without encryption are revoked: all users have to sign in again.")]
        internal static partial void Revoked(ILogger logger, int count);
    }
}
