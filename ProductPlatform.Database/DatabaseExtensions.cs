using Amazon.SecretsManager;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProductPlatform.ServiceDefaults;

namespace ProductPlatform.Database;

/// <summary>Registers a service's own database.</summary>
public static class DatabaseExtensions
{
    /// <summary>
    /// The dialect that SQL is written for. MySQL 8.0 is what MySQL 8.0 to 9.x and MariaDB 10.11 to 11.x all understand; asking the server
    /// instead would keep a process from starting while its database is unavailable.
    /// </summary>
    public static ServerVersion Dialect { get; } = new MySqlServerVersion(new Version(8, 0, 0));

    /// <summary>
    /// Adds <typeparamref name="TContext"/> with retries, telemetry and the health check <c>database</c>. Where the database is comes from
    /// the secret named by <c>SECRET_NAME</c>, its gaps filled from <c>SQL_*</c>; else from <c>SQL_*</c>; else from the connection string.
    /// A changed password is taken up without a restart.
    /// </summary>
    /// <param name="connectionName">The connection string's name, as Aspire sets it.</param>
    /// <param name="productionSecret">The secret's name in Production when <c>SECRET_NAME</c> is not set.</param>
    /// <param name="configure">More options of the context, with the application's services at hand.</param>
    /// <exception cref="InvalidOperationException">When the context is first used and no connection is configured.</exception>
    public static void AddDatabase<TContext>(
        this IHostApplicationBuilder builder,
        string connectionName,
        string productionSecret,
        Action<IServiceProvider, DbContextOptionsBuilder>? configure = null
    )
        where TContext : DbContext
    {
        builder.AddAddress(connectionName, productionSecret);
        // Contexts are used again and again: in a profile of likes, building them was a third of what requests did besides waiting.
        builder.Services.AddDbContextPool<TContext>(
            (services, options) =>
            {
                var addresses = services.GetRequiredKeyedService<DatabaseAddresses>(connectionName);
                var address = addresses.Get();
                options.UseMySql(
                    address.ConnectionString,
                    Dialect,
                    mysql =>
                        mysql.EnableRetryOnFailure(
                            maxRetryCount: 3,
                            maxRetryDelay: TimeSpan.FromSeconds(1),
                            errorNumbersToAdd: DatabaseRefusal.Numbers
                        )
                );
                options.AddInterceptors(new DatabaseAddressInterceptor(addresses, address));
                options.UseNamedCollation();
                options.ConfigureWarnings(LeaveToCallers);
                configure?.Invoke(services, options);
            }
        );
        builder.EnrichMySqlDbContext<TContext>(settings => settings.DisableHealthChecks = true);
        builder
            .Services.AddHealthChecks()
            .AddCheck<DatabaseHealthCheck<TContext>>(
                "database",
                HealthStatus.Unhealthy,
                [HealthTags.Database],
                timeout: TimeSpan.FromSeconds(5)
            );
    }

    /// <summary>Both are logged as errors for a client that left, too, unlike commands and queries. Who made the call gets the exception, and
    /// knows whether it is a fault.</summary>
    private static void LeaveToCallers(WarningsConfigurationBuilder warnings) =>
        warnings.Log((RelationalEventId.ConnectionError, LogLevel.Debug), (RelationalEventId.TransactionError, LogLevel.Debug));

    private static void AddAddress(this IHostApplicationBuilder builder, string connectionName, string productionSecret)
    {
        var services = builder.Services;
        services
            .AddOptions<DatabaseSecretOptions>()
            .BindConfiguration(DatabaseSecretOptions.SectionName, static binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IAmazonSecretsManager>(provider =>
            DatabaseSecret.CreateClient(
                provider.GetRequiredService<IConfiguration>(),
                provider.GetRequiredService<IOptions<DatabaseSecretOptions>>().Value
            )
        );
        services.AddKeyedSingleton(
            connectionName,
            (provider, _) =>
            {
                var secret = ActivatorUtilities.CreateInstance<DatabaseSecret>(provider, productionSecret);
                var reader = ActivatorUtilities.CreateInstance<DatabaseAddressReader>(provider, connectionName, secret);
                return ActivatorUtilities.CreateInstance<DatabaseAddresses>(provider, reader);
            }
        );
        services.AddSingleton<IHostedService>(provider =>
            ActivatorUtilities.CreateInstance<DatabaseAddressRefresher>(
                provider,
                provider.GetRequiredKeyedService<DatabaseAddresses>(connectionName)
            )
        );
    }
}
