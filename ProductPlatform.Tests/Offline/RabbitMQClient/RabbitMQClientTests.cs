using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ProductPlatform.Tests.Offline.RabbitMQClient;

public sealed class RabbitMQClientTests
{
    [Fact]
    public void The_factory_takes_its_address_from_the_connection_string()
    {
        var builder = Builder(("ConnectionStrings:messaging", "amqp://me:secret@broker:5673/shop"));
        builder.AddRabbitMQClient("messaging");
        using var host = builder.Build();

        var factory = (ConnectionFactory)host.Services.GetRequiredService<IConnectionFactory>();

        Assert.Equal(("broker", 5673, "me", "secret", "shop"),
            (factory.HostName, factory.Port, factory.UserName, factory.Password, factory.VirtualHost));
    }

    [Fact]
    public void A_named_section_overrules_the_common_one_and_code_overrules_both()
    {
        var builder = Builder(
            ("Aspire:RabbitMQ:Client:ConnectionFactory:RequestedChannelMax", "5"),
            ("Aspire:RabbitMQ:Client:ConnectionFactory:ClientProvidedName", "common"),
            ("Aspire:RabbitMQ:Client:messaging:ConnectionFactory:ClientProvidedName", "named"),
            ("Aspire:RabbitMQ:Client:messaging:ConnectionFactory:AutomaticRecoveryEnabled", "true"));
        builder.AddRabbitMQClient("messaging", configureConnectionFactory: factory => factory.AutomaticRecoveryEnabled = false);
        using var host = builder.Build();

        var factory = (ConnectionFactory)host.Services.GetRequiredService<IConnectionFactory>();

        Assert.Equal((5, "named", false), (factory.RequestedChannelMax, factory.ClientProvidedName, factory.AutomaticRecoveryEnabled));
    }

    [Fact]
    public void Settings_are_read_before_code_changes_them()
    {
        var builder = Builder(("Aspire:RabbitMQ:Client:MaxConnectRetryCount", "7"), ("ConnectionStrings:messaging", "amqp://a"));
        (int Retries, string? Address) seen = default;

        builder.AddRabbitMQClient("messaging", settings => seen = (settings.MaxConnectRetryCount, settings.ConnectionString));

        Assert.Equal((7, "amqp://a"), seen);
    }

    [Fact]
    public void Keyed_clients_stand_beside_each_other()
    {
        var builder = Builder(("ConnectionStrings:publishing", "amqp://one"), ("ConnectionStrings:consuming", "amqp://two"));
        builder.AddKeyedRabbitMQClient("publishing");
        builder.AddKeyedRabbitMQClient("consuming");
        using var host = builder.Build();

        Assert.Equal("one", host.Services.GetRequiredKeyedService<IConnectionFactory>("publishing").Uri.Host);
        Assert.Equal("two", host.Services.GetRequiredKeyedService<IConnectionFactory>("consuming").Uri.Host);
    }

    [Fact]
    public async Task A_host_starts_without_its_broker_by_default()
    {
        var builder = Builder(("ConnectionStrings:messaging", Unreachable()));
        builder.AddRabbitMQClient("messaging", settings => settings.MaxConnectRetryCount = 0);
        using var host = builder.Build();

        await host.StartAsync();

        await host.StopAsync();
    }

    [Fact]
    public async Task Auto_activation_connects_at_start()
    {
        var builder = Builder(("ConnectionStrings:messaging", Unreachable()));
        builder.AddRabbitMQClient("messaging", settings => (settings.MaxConnectRetryCount, settings.DisableAutoActivation) = (0, false));
        using var host = builder.Build();

        await Assert.ThrowsAsync<BrokerUnreachableException>(() => host.StartAsync());
    }

    [Fact]
    public async Task An_unreachable_broker_makes_the_health_check_fail()
    {
        var builder = Builder(("ConnectionStrings:messaging", Unreachable()));
        builder.AddRabbitMQClient("messaging", settings => settings.MaxConnectRetryCount = 0);
        using var host = builder.Build();

        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.Equal(HealthStatus.Unhealthy, report.Entries["RabbitMQ.Client"].Status);
    }

    [Fact]
    public void The_health_check_can_be_left_out()
    {
        var builder = Builder();

        builder.AddRabbitMQClient("messaging", settings => settings.DisableHealthChecks = true);

        Assert.DoesNotContain(builder.Services, service => service.ServiceType == typeof(HealthCheckService));
    }

    [Fact]
    public void Each_attempt_to_connect_is_a_span()
    {
        var address = new Uri(Unreachable());
        var spans = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Aspire.RabbitMQ.Client",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (Equals(span.GetTagItem("server.port"), address.Port)) spans.Add($"{span.OperationName}: {span.Status}");
            },
        };
        ActivitySource.AddActivityListener(listener);
        var builder = Builder(("ConnectionStrings:messaging", address.OriginalString));
        builder.AddRabbitMQClient("messaging", settings => settings.MaxConnectRetryCount = 1);
        using var host = builder.Build();

        Assert.Throws<BrokerUnreachableException>(host.Services.GetRequiredService<IConnection>);

        Assert.Equal(["rabbitmq connect attempt: Error", "rabbitmq connect attempt: Error", "rabbitmq connect: Unset"], spans);
    }

    private static HostApplicationBuilder Builder(params (string Key, string Value)[] configuration)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(configuration.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
        return builder;
    }

    // A port that was free a moment ago: nothing listens there.
    private static string Unreachable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"amqp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
