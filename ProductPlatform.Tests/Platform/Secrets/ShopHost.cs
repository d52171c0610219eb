using System.Data.Common;
using Amazon.SecretsManager;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using MySqlConnector;
using ProductPlatform.Database;

namespace ProductPlatform.Tests.Platform.Secrets;

internal sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options);

/// <summary>A process with one database, called shopdb, configured as a test says.</summary>
internal sealed class ShopHost : IAsyncDisposable
{
    internal const string DefaultSecret = "shop-default";
    private readonly IHost _host;
    private readonly Probe _probe;

    private ShopHost(IHost host, FakeLogCollector log, Probe probe) => (_host, Log, _probe) = (host, log, probe);

    internal FakeLogCollector Log { get; }

    /// <summary>What a connection is opened with now; it is not really opened.</summary>
    internal MySqlConnectionStringBuilder Address
    {
        get
        {
            using var scope = _host.Services.CreateScope();
            scope.ServiceProvider.GetRequiredService<ShopContext>().Database.OpenConnection();
            return new MySqlConnectionStringBuilder(_probe.Opened);
        }
    }

    internal static Task<ShopHost> StartAsync(params (string Key, string Value)[] settings) => StartAsync(null, settings);

    internal static async Task<ShopHost> StartAsync(IAmazonSecretsManager? secrets, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        foreach (var (key, value) in settings)
            builder.Configuration[key] = value;
        builder.Environment.EnvironmentName = builder.Configuration["Environment"] ?? Environments.Development;
        var log = new FakeLoggerProvider();
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        if (secrets is not null)
            builder.Services.AddSingleton(secrets);
        var probe = new Probe();
        builder.AddDatabase<ShopContext>("shopdb", DefaultSecret, (_, options) => options.AddInterceptors(probe));
        var host = builder.Build();
        await host.StartAsync();
        return new ShopHost(host, log.Collector, probe);
    }

    internal AsyncServiceScope CreateScope() => _host.Services.CreateAsyncScope();

    /// <summary>One query in a context of its own, as a request would run it.</summary>
    internal async Task<int> QueryAsync(string sql = "SELECT 1 AS Value")
    {
        await using var scope = CreateScope();
        return (await scope.ServiceProvider.GetRequiredService<ShopContext>().Database.SqlQueryRaw<int>(sql).ToListAsync()).Single();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    /// <summary>Stands where a connection would be opened; only <see cref="Address"/> opens one synchronously.</summary>
    private sealed class Probe : DbConnectionInterceptor
    {
        internal string Opened { get; private set; } = "";

        public override InterceptionResult ConnectionOpening(
            DbConnection connection,
            ConnectionEventData eventData,
            InterceptionResult result
        )
        {
            Opened = connection.ConnectionString;
            return InterceptionResult.Suppress();
        }
    }
}
