using Amazon.SecretsManager;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MySqlConnector;
using ProductPlatform.ServiceDefaults.Database;

namespace ProductPlatform.Tests.Credentials;

internal sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options);

/// <summary>A process with one database, called shopdb, configured as a test says.</summary>
internal sealed class ShopHost : IAsyncDisposable
{
    internal const string DefaultSecret = "shop-default";
    private readonly IHost _host;

    private ShopHost(IHost host, LogCapture log) => (_host, Log) = (host, log);

    internal LogCapture Log { get; }

    /// <summary>What a context is configured with now.</summary>
    internal MySqlConnectionStringBuilder Address
    {
        get
        {
            using var scope = _host.Services.CreateScope();
            return new MySqlConnectionStringBuilder(scope.ServiceProvider.GetRequiredService<ShopContext>().Database.GetConnectionString()!);
        }
    }

    internal static Task<ShopHost> StartAsync(params (string Key, string Value)[] settings) => StartAsync(null, settings);

    internal static async Task<ShopHost> StartAsync(IAmazonSecretsManager? secrets, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        foreach (var (key, value) in settings)
            builder.Configuration[key] = value;
        builder.Environment.EnvironmentName = builder.Configuration["Environment"] ?? Environments.Development;
        var log = new LogCapture();
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        if (secrets is not null)
            builder.Services.AddSingleton(secrets);
        builder.AddDatabase<ShopContext>("shopdb", DefaultSecret);
        var host = builder.Build();
        await host.StartAsync();
        return new ShopHost(host, log);
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
}
