using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProductPlatform.ServiceDefaults;

namespace ProductPlatform.Database.Tls;

/// <summary>
/// Decides whether a TLS server is the one that was meant: its certificate leads to a CA that is trusted, and is issued for the server's
/// name. A refusal is thrown, with what to do about it: the handshake ends there, before a password is sent.
/// </summary>
/// <param name="setting">The setting that names a CA's file, for the refusal's text.</param>
/// <param name="caFile">A PEM file with the CAs to trust instead of this machine's.</param>
/// <param name="anyName">Accept a certificate of a trusted CA whatever name it is issued for.</param>
public sealed class ServerTrust(string setting, string? caFile, bool anyName = false)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>For the validation callback of <see cref="SslStream"/>.</summary>
    /// <returns>Whether the server is trusted.</returns>
    /// <exception cref="AuthenticationException">It is not, with the reason.</exception>
    public bool Verify(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var host = (sender as SslStream)?.TargetHostName ?? "the server";
        var refusal = certificate is X509Certificate2 presented && chain is not null ? Refusal(presented, chain, errors) : "there is none";

        // Thrown here, the reason reaches the caller; a plain "false" would lose it.
        ThrowIf(refusal, host);
        CertificateExpiry.Record(setting, (X509Certificate2)certificate!);
        return refusal is null;
    }

    private string? Refusal(X509Certificate2 certificate, X509Chain chain, SslPolicyErrors errors)
    {
        if (Distrust(certificate, chain, errors) is { } distrust)
        {
            return $"{distrust}. It must come from a CA that {(caFile is null ? "this machine trusts" : $"is in '{caFile}'")}; "
                + $"{setting} names the file of a private CA";
        }

        return errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) && !anyName
            ? $"it is issued for {Names(certificate)}. Connect by a name that it is issued for, or give the server one that has this name"
            : null;
    }

    private static void ThrowIf(string? refusal, string host)
    {
        if (refusal is not null)
            throw new AuthenticationException($"The TLS certificate of {host} is refused: {refusal}.");
    }

    private string? Distrust(X509Certificate2 certificate, X509Chain chain, SslPolicyErrors errors)
    {
        if (caFile is null)
            return errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) ? Statuses(chain) : null;

        // Read at every handshake, which are few: a CA that is replaced on disk is known without a restart.
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(caFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"the CA file '{caFile}' cannot be read ({exception.GetType().Name})";
        }

        using var ours = new X509Chain();
        ours.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        ours.ChainPolicy.CustomTrustStore.AddRange(authorities);
        ours.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        ours.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));

        // What the server sent beside its own certificate.
        ours.ChainPolicy.ExtraStore.AddRange(chain.ChainPolicy.ExtraStore);
        return ours.Build(certificate) ? null : Statuses(ours);
    }

    private static string Statuses(X509Chain chain) =>
        string.Join(
            ", ",
            chain
                .ChainStatus.Select(status =>
                    status.Status switch
                    {
                        X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.UntrustedRoot => "its CA is unknown",
                        X509ChainStatusFlags.NotTimeValid => "it is expired or not valid yet",
                        var other => other.ToString(),
                    }
                )
                .Distinct()
                .DefaultIfEmpty("its chain is not valid")
        );

    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate
            .Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension =>
                extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString()))
            );
        return string.Join(", ", names.DefaultIfEmpty("no name at all"));
    }
}
