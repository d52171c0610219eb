using System.Net;
using Microsoft.Extensions.Configuration;
using MySqlConnector;
using ProductPlatform.Database.Tls;
using ProductPlatform.ServiceDefaults;

namespace ProductPlatform.Database;

/// <summary>
/// How a connection to the database is protected. What the connection string (SslMode, SslCa) or the settings SQL_SSL_MODE and SQL_SSL_CA
/// say is done. Where they say nothing: a named CA is verified against; so is every server outside this machine and its container network;
/// on this machine, and for a host name without a dot (which only a container network or a cluster's namespace resolves, and no public CA
/// certifies) TLS is used when the server offers it.
/// </summary>
internal static class DatabaseTls
{
    internal const string ModeSetting = "SQL_SSL_MODE";
    internal const string CaSetting = "SQL_SSL_CA";

    /// <returns>Verifies the server's certificate; null when it is not verified.</returns>
    /// <exception cref="ConfigurationException">SQL_SSL_MODE is no mode.</exception>
    internal static ServerTrust? Apply(MySqlConnectionStringBuilder connection, IConfiguration configuration)
    {
        var caFile = FirstOf(connection.SslCa, configuration[CaSetting]);
        var mode = Mode(connection, configuration, caFile);
        if (mode is { } said)
            connection.SslMode = said;

        if (mode is not (MySqlSslMode.VerifyCA or MySqlSslMode.VerifyFull))
            return null;

        // Verified by us and not by the driver: it answers a server's request for the password before it looks at the certificate, and
        // takes an expired one as long as its root is known. It leaves verifying to us only in this mode and without a CA file of its own.
        connection.SslMode = MySqlSslMode.Required;
        connection.Remove(nameof(connection.SslCa));
        return new ServerTrust(CaSetting, caFile, anyName: mode == MySqlSslMode.VerifyCA);
    }

    private static MySqlSslMode? Mode(MySqlConnectionStringBuilder connection, IConfiguration configuration, string? caFile)
    {
        if (connection.ContainsKey(nameof(connection.SslMode)))
            return connection.SslMode;

        if (configuration[ModeSetting] is { Length: > 0 } text)
        {
            return Enum.TryParse<MySqlSslMode>(text, ignoreCase: true, out var mode) && Enum.IsDefined(mode)
                ? mode
                : throw new ConfigurationException(
                    $"{ModeSetting} must be one of {string.Join(", ", Enum.GetNames<MySqlSslMode>().Distinct())}."
                );
        }

        return caFile is not null || connection.Server.Split(',').Any(NeedsProof) ? MySqlSslMode.VerifyFull : null;
    }

    private static bool NeedsProof(string host)
    {
        host = host.Trim();
        if (IPAddress.TryParse(host, out var address))
            return !IPAddress.IsLoopback(address);

        // A path is a Unix socket.
        return host.Contains('.', StringComparison.Ordinal)
            && !host.Contains('/', StringComparison.Ordinal)
            && !host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }

    private static string? FirstOf(string? first, string? second) =>
        string.IsNullOrEmpty(first) ? (string.IsNullOrEmpty(second) ? null : second) : first;
}
