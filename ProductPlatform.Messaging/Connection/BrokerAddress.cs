using System.Net.Security;
using Microsoft.Extensions.Configuration;
using ProductPlatform.Database.Tls;
using ProductPlatform.ServiceDefaults;
using RabbitMQ.Client;

namespace ProductPlatform.Messaging.Connection;

/// <summary>The broker's address and how the broker proves itself.</summary>
internal static class BrokerAddress
{
    private const string CaSetting = $"{MessagingOptions.SectionName}__{nameof(MessagingOptions.CaFile)}";
    private const string Settings = $"ConnectionStrings__{MessagingExtensions.ConnectionName}, or RABBIT_MQ_URL,";

    /// <summary>The connection string, else RABBIT_MQ_URL.</summary>
    /// <exception cref="ConfigurationException">None is given, or it is no address; the text never quotes it,
    /// for it holds a password.</exception>
    internal static string Find(string? connectionString, IConfiguration configuration)
    {
        var address = string.IsNullOrWhiteSpace(connectionString) ? configuration["RABBIT_MQ_URL"] : connectionString;
        if (string.IsNullOrWhiteSpace(address))
            throw new ConfigurationException($"No broker is configured. Set {Settings} to an amqp:// or amqps:// address.");

        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps" && uri.Segments.Length <= 2
            ? address
            : throw new ConfigurationException(
                $"The broker's address is not valid. Set {Settings} to amqp://user:password@host:port/vhost (or amqps://), "
                    + "with special characters percent-encoded (/ as %2F, @ as %40, # as %23)."
            );
    }

    /// <summary>
    /// Has an amqps:// broker's certificate verified, its name included: by itself the client accepts any name for such an address.
    /// </summary>
    internal static void Protect(ConnectionFactory factory, IConfiguration configuration)
    {
        var caFile = configuration.GetSection(MessagingOptions.SectionName)[nameof(MessagingOptions.CaFile)];
        factory.Ssl.AcceptablePolicyErrors = SslPolicyErrors.None;
        factory.Ssl.CertificateValidationCallback = new ServerTrust(CaSetting, string.IsNullOrWhiteSpace(caFile) ? null : caFile).Verify;
    }
}
