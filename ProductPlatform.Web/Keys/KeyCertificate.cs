using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProductPlatform.Web.Keys;

/// <summary>The certificate that the stored keys are encrypted with; configuration section <c>DataProtection</c>.</summary>
internal static class KeyCertificate
{
    private const string CertificateSetting = "DataProtection:CertificateFile";
    private const string KeySetting = "DataProtection:CertificateKeyFile";
    private const string PasswordSetting = "DataProtection:CertificatePassword";

    /// <summary>The configured certificate with its private key: a PFX file, or a PEM file with the key in it or in a second one. Null when
    /// none is configured.</summary>
    /// <exception cref="InvalidOperationException">It cannot be used; the text says which setting is wrong.</exception>
    internal static X509Certificate2? Load(IConfiguration configuration)
    {
        if (configuration[CertificateSetting] is not { Length: > 0 } file)
            return null;

        var password = configuration[PasswordSetting];
        var keyFile = configuration[KeySetting] is { Length: > 0 } key ? key : file;
        try
        {
            var certificate =
                Path.GetExtension(file).ToLowerInvariant() is ".pfx" or ".p12" ? X509CertificateLoader.LoadPkcs12FromFile(file, password)
                : string.IsNullOrEmpty(password) ? X509Certificate2.CreateFromPemFile(file, keyFile)
                : X509Certificate2.CreateFromEncryptedPemFile(file, password, keyFile);
            CertificateExpiry.Record(CertificateSetting, certificate);
            using var rsa = certificate.GetRSAPrivateKey();
            return rsa is not null
                ? certificate
                : throw new InvalidOperationException($"{CertificateSetting}: {file} has no RSA private key, which encrypting keys needs.");
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"{CertificateSetting}: {file} cannot be read as a certificate with its private key ({exception.Message}). "
                    + $"{KeySetting} names a PEM file with the key, {PasswordSetting} the password.",
                exception
            );
        }
    }
}
