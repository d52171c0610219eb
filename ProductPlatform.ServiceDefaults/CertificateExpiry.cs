using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Security.Cryptography.X509Certificates;

namespace ProductPlatform.ServiceDefaults;

/// <summary>The gauge <c>certificate.not_after</c>, by the setting that a certificate is for: those that servers presented last, and our own.</summary>
public static class CertificateExpiry
{
    private static readonly ConcurrentDictionary<string, double> Ends = new();

    // Static, as certificates are seen before there are services, and in callbacks of drivers that have none.
    private static readonly Meter Meter = new("ProductPlatform.Certificates");

    static CertificateExpiry() =>
        Meter.CreateObservableGauge(
            "certificate.not_after",
            () => Ends.Select(end => new Measurement<double>(end.Value, new KeyValuePair<string, object?>("setting", end.Key))),
            "s",
            "When a certificate expires, in seconds since 1970."
        );

    /// <param name="setting">The setting that names the certificate, or the CA of it.</param>
    /// <param name="certificate">The certificate that is in use.</param>
    public static void Record(string setting, X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        Ends[setting] = new DateTimeOffset(certificate.NotAfter.ToUniversalTime()).ToUnixTimeSeconds();
    }
}
