using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Pomelo.EntityFrameworkCore.MySql.Infrastructure.Internal;
using Pomelo.EntityFrameworkCore.MySql.Storage.Internal;

namespace Aspire.Pomelo.EntityFrameworkCore.MySql;

#pragma warning disable EF1001 // Only the provider's own options tell what the application has configured.

/// <summary>Adds retry and time-out to options that the application has configured itself, without overruling it.</summary>
internal static class MySqlOptionsEnricher
{
    private const string Settings = nameof(PomeloEntityFrameworkCoreMySqlSettings);

    public static void Enrich<TContext>(DbContextOptionsBuilder options, PomeloEntityFrameworkCoreMySqlSettings settings)
    {
        var configured = options.Options.FindExtension<MySqlOptionsExtension>();
        if (configured?.ServerVersion is not { } version)
        {
            throw new InvalidOperationException(
                $"A DbContextOptions<{typeof(TContext).Name}> was not found. Please ensure 'ServerVersion' was configured."
            );
        }
        if (settings.CommandTimeout is { } seconds && configured.CommandTimeout is { } other && seconds != other)
        {
            throw new InvalidOperationException(
                $"Conflicting values for 'CommandTimeout' were found in {Settings} "
                    + $"and set in DbContextOptions<{typeof(TContext).Name}>."
            );
        }

        var addRetry = !settings.DisableRetry && NeedsRetry(configured, options);
        options.UseMySql(
            version,
            mySql =>
            {
                if (addRetry)
                    mySql.EnableRetryOnFailure();
                if (settings.CommandTimeout is { } timeout)
                    mySql.CommandTimeout(timeout);
            }
        );
    }

    private static bool NeedsRetry(MySqlOptionsExtension configured, DbContextOptionsBuilder options)
    {
        var strategy = configured.ExecutionStrategyFactory?.Invoke(new ExecutionStrategyDependencies(null!, options.Options, null!));
        if (strategy is MySqlRetryingExecutionStrategy)
            return false;
        if (strategy is null || strategy.GetType() == typeof(MySqlExecutionStrategy))
            return true;

        throw new InvalidOperationException(
            $"{Settings}.{nameof(PomeloEntityFrameworkCoreMySqlSettings.DisableRetry)} "
                + "needs to be set when a custom Execution Strategy is configured."
        );
    }
}
