using Aspire.RabbitMQ.Client;
using RabbitMQ.Client;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers RabbitMQ connections with their health check, logging and tracing.</summary>
public static class AspireRabbitMQExtensions
{
    /// <summary>Registers <see cref="IConnectionFactory"/> and <see cref="IConnection"/> as singletons.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="connectionName">The name in the ConnectionStrings section.</param>
    /// <param name="configureSettings">Runs after the settings are read from configuration.</param>
    /// <param name="configureConnectionFactory">Runs after the factory is read from configuration.</param>
    public static void AddRabbitMQClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<RabbitMQClientSettings>? configureSettings = null,
        Action<ConnectionFactory>? configureConnectionFactory = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        new RabbitMQRegistration(builder, connectionName, serviceKey: null, configureConnectionFactory).Register(configureSettings);
    }

    /// <summary>Registers <see cref="IConnectionFactory"/> and <see cref="IConnection"/> as singletons under a key.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The services' key and the name in the ConnectionStrings section.</param>
    /// <param name="configureSettings">Runs after the settings are read from configuration.</param>
    /// <param name="configureConnectionFactory">Runs after the factory is read from configuration.</param>
    public static void AddKeyedRabbitMQClient(
        this IHostApplicationBuilder builder,
        string name,
        Action<RabbitMQClientSettings>? configureSettings = null,
        Action<ConnectionFactory>? configureConnectionFactory = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        new RabbitMQRegistration(builder, name, serviceKey: name, configureConnectionFactory).Register(configureSettings);
    }
}
