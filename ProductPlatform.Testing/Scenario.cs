using Admin.Data;
using Main.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ProductPlatform.Database;
using ProductPlatform.ServiceDefaults;
using ProductPlatform.Testing.Servers;
using ProductPlatform.Web;
using RabbitMQ.Client;

namespace ProductPlatform.Testing;

/// <summary>Two databases and a virtual host of one's own, and the platform's processes over them, run inside this one.</summary>
internal sealed class Scenario : IAsyncDisposable
{
    /// <summary>What the platform's processes share.</summary>
    internal const string InternalSecret = "shared-by-the-processes";

    private readonly List<IHost> _hosts = [];
    private IConnection? _connection;
    private IConnection? _getting;

    internal IConnection Connection => _connection ?? throw new InvalidOperationException("Open a channel first.");

    internal required ServerPair Servers { get; init; }

    internal required string AdminDatabase { get; init; }

    internal required string MainDatabase { get; init; }

    internal required string Broker { get; init; }

    internal static async Task<Scenario> CreateAsync(ServerPair? servers = null)
    {
        servers ??= await ServerPair.SharedAsync();
        var scenario = new Scenario
        {
            Servers = servers,
            AdminDatabase = await servers.CreateDatabaseAsync(),
            MainDatabase = await servers.CreateDatabaseAsync(),
            Broker = await servers.CreateVirtualHostAsync(),
        };
        await using (var admin = scenario.OpenAdmin())
            await admin.Database.MigrateAsync();
        await using (var main = scenario.OpenMain())
            await main.Database.MigrateAsync();
        return scenario;
    }

    internal Task<IHost> StartAdminApiAsync(params (string Key, string Value)[] settings) =>
        StartAsync(
            "Admin.Api",
            builder =>
            {
                builder.AddAdminData();
                builder.AddAdminPublishing();
            },
            settings
        );

    internal Task<IHost> StartAdminWorkerAsync(params (string Key, string Value)[] settings) =>
        StartAsync(
            "Admin.Worker",
            builder =>
            {
                builder.AddAdminData();
                builder.AddAdminConsuming();
            },
            settings
        );

    internal Task<IHost> StartMainApiAsync(params (string Key, string Value)[] settings) =>
        StartAsync(
            "Main.Api",
            builder =>
            {
                builder.AddMainData();
                builder.AddMainPublishing();
            },
            settings
        );

    internal Task<IHost> StartMainWorkerAsync(params (string Key, string Value)[] settings) =>
        StartAsync(
            "Main.Worker",
            builder =>
            {
                builder.AddMainData();
                builder.AddMainConsuming();
            },
            settings
        );

    internal async Task<IHost> StartAsync(string name, Action<IHostApplicationBuilder> add, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = name, DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:admindb"] = AdminDatabase,
                ["ConnectionStrings:maindb"] = MainDatabase,
                ["ConnectionStrings:messaging"] = Broker,
                // These hosts are Production ones, which would ask AWS for their credentials.
                ["SECRET_NAME"] = "",
                ["Internal:Secret"] = InternalSecret,
            }
        );
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddServiceDefaults(name);
        builder.AddWebDefaults();
        add(builder);
        var host = builder.Build();
        _hosts.Add(host);
        await host.StartAsync();
        return host;
    }

    internal AdminDbContext OpenAdmin() =>
        new(new DbContextOptionsBuilder<AdminDbContext>().UseMySql(AdminDatabase, DatabaseExtensions.Dialect).Options);

    internal MainDbContext OpenMain() =>
        new(new DbContextOptionsBuilder<MainDbContext>().UseMySql(MainDatabase, DatabaseExtensions.Dialect).Options);

    /// <summary>A plain client of the broker, as another party would be.</summary>
    internal async Task<IChannel> OpenChannelAsync()
    {
        _connection = await ConnectAsync(_connection);
        return await _connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)
        );
    }

    /// <summary>On a connection that may be lost without harm to the others.</summary>
    internal async Task<IChannel> OpenGettingChannelAsync()
    {
        _getting = await ConnectAsync(_getting);
        return await _getting.CreateChannelAsync();
    }

    private async Task<IConnection> ConnectAsync(IConnection? before) =>
        before is { IsOpen: true }
            ? before
            : await new ConnectionFactory { Uri = new Uri(Broker), AutomaticRecoveryEnabled = false }.CreateConnectionAsync();

    internal static async Task<int> OutboxDepthAsync<TContext>(TContext db)
        where TContext : DbContext
    {
        await using (db)
            return await db.Set<ProductPlatform.Messaging.Publishing.OutboxMessage>().CountAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            try
            {
                await host.StopAsync();
            }
            catch (ObjectDisposedException)
            {
                // The test stopped and disposed it itself.
            }

            host.Dispose();
        }

        foreach (var connection in (IConnection?[])[_connection, _getting])
        {
            if (connection is not null)
                await connection.DisposeAsync();
        }
    }
}
