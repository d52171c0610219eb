using Aspire.Pomelo.EntityFrameworkCore.MySql;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers a DbContext on MySQL with pooling, retries, health check, logging and telemetry.</summary>
public static class AspireEFMySqlExtensions
{
    /// <summary>Registers a pooled <typeparamref name="TContext"/>.</summary>
    /// <typeparam name="TContext">The context.</typeparam>
    /// <param name="builder">The application's builder.</param>
    /// <param name="connectionName">The name in the ConnectionStrings section.</param>
    /// <param name="configureSettings">Runs after the settings are read from configuration.</param>
    /// <param name="configureDbContextOptions">Runs after the provider is configured.</param>
    public static void AddMySqlDbContext<TContext>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<PomeloEntityFrameworkCoreMySqlSettings>? configureSettings = null,
        Action<DbContextOptionsBuilder>? configureDbContextOptions = null
    )
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        RefuseSecondRegistration<TContext>(builder);

        var settings = MySqlSettingsReader.Read<TContext>(builder, connectionName);
        if (builder.Configuration.GetConnectionString(connectionName) is { } connectionString)
            settings.ConnectionString = connectionString;
        configureSettings?.Invoke(settings);

        var connection = new MySqlContextConnection(settings, connectionName, typeof(TContext).Name);
        builder.Services.AddDbContextPool<TContext>(
            (provider, options) =>
            {
                connection.Configure(provider, options);
                configureDbContextOptions?.Invoke(options);
            }
        );
        MySqlInstrumentation.Add<TContext>(builder, settings);
    }

    /// <summary>Adds retries, health check and telemetry to a <typeparamref name="TContext"/> that is registered already.</summary>
    /// <typeparam name="TContext">The context.</typeparam>
    /// <param name="builder">The application's builder.</param>
    /// <param name="configureSettings">Runs after the settings are read from configuration.</param>
    public static void EnrichMySqlDbContext<TContext>(
        this IHostApplicationBuilder builder,
        Action<PomeloEntityFrameworkCoreMySqlSettings>? configureSettings = null
    )
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);

        var settings = MySqlSettingsReader.Read<TContext>(builder, connectionName: null);
        configureSettings?.Invoke(settings);

        if (!settings.DisableRetry || settings.CommandTimeout.HasValue)
        {
            if (!IsRegistered<TContext>(builder))
            {
                throw new InvalidOperationException(
                    $"DbContext<{typeof(TContext).Name}> was not registered. "
                        + $"Ensure you have registered the DbContext in DI before calling {nameof(EnrichMySqlDbContext)}."
                );
            }
            builder.Services.ConfigureDbContext<TContext>(options => MySqlOptionsEnricher.Enrich<TContext>(options, settings));
        }
        MySqlInstrumentation.Add<TContext>(builder, settings);
    }

    private static void RefuseSecondRegistration<TContext>(IHostApplicationBuilder builder)
        where TContext : DbContext
    {
        if (!builder.Environment.IsDevelopment() || !IsRegistered<TContext>(builder))
            return;

        var name = typeof(TContext).Name;
        throw new InvalidOperationException(
            $"DbContext<{name}> is already registered. Please ensure 'services.AddDbContext<{name}>()' "
                + $"is not used when calling '{nameof(AddMySqlDbContext)}()' or use the corresponding 'Enrich' method."
        );
    }

    private static bool IsRegistered<TContext>(IHostApplicationBuilder builder)
        where TContext : DbContext => builder.Services.Any(service => service.ServiceType == typeof(DbContextOptions<TContext>));
}
