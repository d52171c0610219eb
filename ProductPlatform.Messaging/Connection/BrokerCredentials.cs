using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

namespace ProductPlatform.Messaging.Connection;

/// <summary>
/// The user and password of the broker's address as it is configured when a connection is opened: in a file of secrets they may have changed since the start.
/// Host and virtual host stay those of the start.
/// </summary>
internal sealed class BrokerCredentials(IConfiguration configuration) : ICredentialsProvider
{
    public string Name => nameof(BrokerCredentials);

    /// <exception cref="ProductPlatform.ServiceDefaults.ConfigurationException">There is no valid address any more.</exception>
    public Task<Credentials> GetCredentialsAsync(CancellationToken cancellationToken = default)
    {
        var address = BrokerAddress.Find(configuration.GetConnectionString(MessagingExtensions.ConnectionName), configuration);
        var read = new ConnectionFactory { Uri = new Uri(address) };
        return Task.FromResult(new Credentials(Name, read.UserName, read.Password, validUntil: null));
    }
}
