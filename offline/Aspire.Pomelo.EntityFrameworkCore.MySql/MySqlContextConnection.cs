using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MySqlConnector;
using MySqlConnector.Logging;
using Polly;
using Polly.Retry;

namespace Aspire.Pomelo.EntityFrameworkCore.MySql;

/// <summary>Points a context at its database, asking the server for its version when the settings do not say.</summary>
internal sealed class MySqlContextConnection(PomeloEntityFrameworkCoreMySqlSettings settings, string connectionName, string contextName)
{
    // The same patience as the provider's own retrying execution strategy.
    private static readonly ResiliencePipeline Detection = new ResiliencePipelineBuilder()
        .AddRetry(
            new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<MySqlException>(exception => exception.IsTransient),
                BackoffType = DelayBackoffType.Exponential,
                MaxRetryAttempts = 6,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(30),
            }
        )
        .Build();

    public void Configure(IServiceProvider provider, DbContextOptionsBuilder options)
    {
        // The EF Core provider makes its connections without a data source, so the driver's log is set process-wide.
#pragma warning disable CS0618
        if (provider.GetService<ILoggerFactory>() is { } loggers)
            MySqlConnectorLogManager.Provider = new MySqlDriverLog(loggers);
#pragma warning restore CS0618

        var version = settings.ServerVersion is { } given
            ? ServerVersion.Parse(given)
            : Detection.Execute(ServerVersion.AutoDetect, Required());

        options.UseMySql(
            settings.ConnectionString ?? "",
            version,
            mySql =>
            {
                Required();
                if (!settings.DisableRetry)
                    mySql.EnableRetryOnFailure();
                if (settings.CommandTimeout is { } seconds)
                    mySql.CommandTimeout(seconds);
            }
        );
    }

    private string Required()
    {
        if (!string.IsNullOrWhiteSpace(settings.ConnectionString) || EF.IsDesignTime)
            return settings.ConnectionString ?? "";

        throw new InvalidOperationException(
            $"ConnectionString is missing. It should be provided in 'ConnectionStrings:{connectionName}' "
                + $"or under the 'ConnectionString' key in '{MySqlSettingsReader.SectionName}' "
                + $"or '{MySqlSettingsReader.SectionName}:{contextName}' configuration section."
        );
    }
}
