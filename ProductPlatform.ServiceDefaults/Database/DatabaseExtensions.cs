using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using ProductPlatform.ServiceDefaults.Health;

namespace ProductPlatform.ServiceDefaults.Database;

/// <summary>Registers a service's own database.</summary>
public static class DatabaseExtensions
{
    /// <summary>
    /// The dialect that SQL is written for. MySQL 8.0 is what MySQL 8.0 to 9.x and MariaDB 10.11 to 11.x all understand; asking the server
    /// instead would keep a process from starting while its database is away.
    /// </summary>
    public static ServerVersion Dialect { get; } = new MySqlServerVersion(new Version(8, 0, 0));

    /// <summary>Adds <typeparamref name="TContext"/> with retries, telemetry and the health check <c>database</c>.</summary>
    /// <param name="builder">The process being built.</param>
    /// <param name="connectionName">The connection string's name, as Aspire sets it.</param>
    /// <param name="configure">More options of the context, with the application's services at hand.</param>
    /// <exception cref="InvalidOperationException">When the context is first used and no connection is configured.</exception>
    public static void AddDatabase<TContext>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<IServiceProvider, DbContextOptionsBuilder>? configure = null)
        where TContext : DbContext
    {
        builder.Services.AddDbContext<TContext>((services, options) =>
        {
            options.UseMySql(ConnectionString(builder.Configuration, connectionName), Dialect, mysql =>
                mysql.EnableRetryOnFailure(maxRetryCount: 3, maxRetryDelay: TimeSpan.FromSeconds(1), errorNumbersToAdd: null));
            configure?.Invoke(services, options);
        });
        builder.EnrichMySqlDbContext<TContext>(settings => settings.DisableHealthChecks = true);
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck<TContext>>(
            "database", HealthStatus.Unhealthy, [HealthTags.Database], timeout: TimeSpan.FromSeconds(5));
    }

    private static string ConnectionString(IConfiguration configuration, string name) =>
        configuration.GetConnectionString(name)
        ?? throw new InvalidOperationException($"No database is configured. Set ConnectionStrings__{name}, or SQL_HOST, SQL_USER, SQL_PASSWORD and SQL_DATABASE.");
}
