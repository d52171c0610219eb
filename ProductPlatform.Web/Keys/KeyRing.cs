using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ProductPlatform.Web.Keys;

/// <summary>Prepares the keys of a service, where there is one process: the migration.</summary>
public static partial class KeyRing
{
    /// <summary>After so long every replica has read a new key; the framework lets as long pass before it uses one.</summary>
    private static readonly TimeSpan KnownEverywhereAfter = TimeSpan.FromDays(2);

    /// <summary>
    /// Makes the first key, so that replicas do not each make one. Where a certificate protects the keys, revokes those that were stored
    /// without it: a reader of the database could keep making cookies with them. Where it replaces another, makes the key that replaces those of before.
    /// </summary>
    public static void PrepareKeys(this IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<KeyManagementOptions>>().Value;
        var manager = services.GetRequiredService<IKeyManager>();
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(KeyRing));
        if (options.XmlEncryptor is not null)
            RevokeReadable(manager, options.XmlRepository!, logger);
        if (KeyCertificate.Load(services.GetRequiredService<IConfiguration>()) is { } certificate)
            Replace(manager, options, certificate, services.GetRequiredService<TimeProvider>(), logger);

        services.GetRequiredService<PlatformId>().EnsureKey();
    }

    /// <summary>Keys that an earlier certificate encrypts go on sealing for 90 days otherwise, and that certificate would be needed as long.</summary>
    private static void Replace(
        IKeyManager manager,
        KeyManagementOptions options,
        X509Certificate2 certificate,
        TimeProvider time,
        ILogger logger
    )
    {
        var own = Convert.ToBase64String(certificate.RawData);
        var encrypted = options
            .XmlRepository!.GetAllElements()
            .Where(element => element.Descendants().Any(part => part.Name.LocalName == "X509Certificate"))
            .ToLookup(
                element => element.Descendants().Any(part => part.Name.LocalName == "X509Certificate" && part.Value == own),
                element => (string?)element.Attribute("id")
            );
        var valid = manager.GetAllKeys().Where(key => !key.IsRevoked && key.ExpirationDate > time.GetUtcNow()).ToList();
        var isReplaced = valid.Exists(key => encrypted[true].Contains($"{key.KeyId}"));
        if (isReplaced || !valid.Exists(key => encrypted[false].Contains($"{key.KeyId}")))
            return;

        var from = time.GetUtcNow() + KnownEverywhereAfter;
        manager.CreateNewKey(from, from + options.NewKeyLifetime);
        Log.Replaced(logger, from);
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
        [LoggerMessage(
            LogLevel.Warning,
            "The keys of cookies are encrypted with another certificate; a new one replaces them from {From:u} on. "
                + "DataProtection:PreviousCertificateFile is needed until sessions of before have ended."
        )]
        internal static partial void Replaced(ILogger logger, DateTimeOffset from);

        [LoggerMessage(LogLevel.Warning, "{Count} keys that were stored without encryption are revoked: all users have to sign in again.")]
        internal static partial void Revoked(ILogger logger, int count);
    }
}
