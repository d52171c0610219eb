using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using ConnectionFactory = global::RabbitMQ.Client.ConnectionFactory;
using IConnection = global::RabbitMQ.Client.IConnection;
using IConnectionFactory = global::RabbitMQ.Client.IConnectionFactory;

namespace Aspire.RabbitMQ.Client;

/// <summary>One call of AddRabbitMQClient or AddKeyedRabbitMQClient. With a null key, keyed and plain registration are the same.</summary>
internal sealed class RabbitMQRegistration(
    IHostApplicationBuilder builder,
    string connectionName,
    string? serviceKey,
    Action<ConnectionFactory>? configureConnectionFactory)
{
    private readonly IConfigurationSection _section = builder.Configuration.GetSection("Aspire:RabbitMQ:Client");

    public void Register(Action<RabbitMQClientSettings>? configureSettings)
    {
        var settings = ReadSettings();
        configureSettings?.Invoke(settings);

        var services = builder.Services;
        services.AddSingleton<RabbitMQEventLog>();
        services.AddKeyedSingleton<IConnectionFactory>(serviceKey, (provider, _) => CreateFactory(provider, settings));
        services.AddKeyedSingleton<IConnection>(serviceKey, (provider, _) => RabbitMQConnector.Connect(
            provider.GetRequiredKeyedService<IConnectionFactory>(serviceKey), settings.MaxConnectRetryCount));

        if (!settings.DisableAutoActivation) Activate(services);
        if (!settings.DisableTracing)
        {
            services.AddOpenTelemetry().WithTracing(tracing =>
                tracing.AddSource(RabbitMQConnector.ActivitySourceName).AddSource("RabbitMQ.Client.*"));
        }
        if (!settings.DisableHealthChecks) AddHealthCheck();
    }

    private RabbitMQClientSettings ReadSettings()
    {
        var settings = new RabbitMQClientSettings();
        _section.Bind(settings);
        _section.GetSection(connectionName).Bind(settings);
        if (builder.Configuration.GetConnectionString(connectionName) is { } connectionString)
            settings.ConnectionString = connectionString;
        return settings;
    }

    private ConnectionFactory CreateFactory(IServiceProvider provider, RabbitMQClientSettings settings)
    {
        provider.GetRequiredService<RabbitMQEventLog>().Start();

        var factory = new ConnectionFactory();
        _section.GetSection("ConnectionFactory").Bind(factory);
        _section.GetSection(connectionName).GetSection("ConnectionFactory").Bind(factory);
        if (!string.IsNullOrEmpty(settings.ConnectionString)) factory.Uri = new Uri(settings.ConnectionString);
        configureConnectionFactory?.Invoke(factory);
        return factory;
    }

    private void Activate(IServiceCollection services)
    {
        if (serviceKey is null) services.ActivateSingleton<IConnection>();
        else services.ActivateKeyedSingleton<IConnection>(serviceKey);
    }

    private void AddHealthCheck()
    {
        var name = serviceKey is null ? "RabbitMQ.Client" : $"RabbitMQ.Client_{connectionName}";
        if (!builder.Properties.TryAdd($"Aspire.HealthChecks.{name}", true)) return;

        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            name, provider => new RabbitMQConnectionHealthCheck(provider, serviceKey), failureStatus: null, tags: null));
    }
}
