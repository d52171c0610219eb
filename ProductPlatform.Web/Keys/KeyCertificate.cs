using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProductPlatform.Web.Keys;

/// <summary>The certificate that the stored keys are encrypted with; configuration section <c>DataProtection</c>.</summary>
internal static class KeyCertificate
{
    private const string Current = "DataProtection:Certificate";
    private const string Previous = "DataProtection:PreviousCertificate";

    /// <summary>The configured certificate with its private key: a PFX file, or a PEM file with the key in it or in a second one. Null when
    /// none is configured.</summary>
    /// <exception cref="InvalidOperationException">It cannot be used; the text says which setting is wrong.</exception>
    internal static X509Certificate2? Load(IConfiguration configuration)
    {
        var certificate = Load(configuration, Current);
        if (certificate is not null)
            CertificateExpiry.Record($"{Current}File", certificate);
        return certificate;
    }

    /// <summary>The certificate of before, which older keys are still encrypted with.</summary>
    /// <inheritdoc cref="Load(IConfiguration)"/>
    internal static X509Certificate2? LoadPrevious(IConfiguration configuration) => Load(configuration, Previous);

    private static X509Certificate2? Load(IConfiguration configuration, string setting)
    {
        if (configuration[$"{setting}File"] is not { Length: > 0 } file)
            return null;

        var password = configuration[$"{setting}Password"];
        var keyFile = configuration[$"{setting}KeyFile"] is { Length: > 0 } key ? key : file;
        try
        {
            var certificate =
                Path.GetExtension(file).ToLowerInvariant() is ".pfx" or ".p12" ? X509CertificateLoader.LoadPkcs12FromFile(file, password)
                : string.IsNullOrEmpty(password) ? X509Certificate2.CreateFromPemFile(file, keyFile)
                : X509Certificate2.CreateFromEncryptedPemFile(file, password, keyFile);
            using var rsa = certificate.GetRSAPrivateKey();
            return rsa is not null
                ? certificate
                : throw new InvalidOperationException($"{setting}File: {file} has no RSA private key, which encrypting keys needs.");
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"{setting}File: {file} cannot be read as a certificate with its private key ({exception.Message}). "
                    + $"{setting}KeyFile names a PEM file with the key, {setting}Password the password.",
                exception
            );
        }
    }
}
