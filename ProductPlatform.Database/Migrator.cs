using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProductPlatform.ServiceDefaults;

namespace ProductPlatform.Database;

/// <summary>Brings a database to the schema of this version of the program, creating it where it is missing.</summary>
public sealed partial class Migrator<TContext>(IServiceScopeFactory scopes, TimeProvider time, ILogger<Migrator<TContext>> logger)
    where TContext : DbContext
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>Applies what is missing. Two that run at once wait for each other (EF Core's migration lock).</summary>
    /// <exception cref="ConfigurationException">The database is of another version, which this one cannot bring up to date.</exception>
    /// <exception cref="DbException">The server did not answer for a minute, or refused.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await WaitForServerAsync(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();
        var unknown = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Except(db.Database.GetMigrations()).ToList();
        if (unknown.Count > 0)
        {
            throw new ConfigurationException(
                $"The database '{db.Database.GetDbConnection().Database}' was created by another version of this program, "
                    + $"with migrations that this one does not have ({string.Join(", ", unknown)}). "
                    + "Nothing was changed. Run that version. To go back to the release before it, start the services without 'migrate'. "
                    + "Where the data is of no value, delete the database and have it created again."
            );
        }

        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        await db.Database.MigrateAsync(cancellationToken);
        Log.Migrated(logger, typeof(TContext).Name, pending.Count);
    }

    /// <summary>In a cluster the job may be there before its database.</summary>
    private async Task WaitForServerAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TContext>();
            try
            {
                await db.Database.GetAppliedMigrationsAsync(cancellationToken);
                return;
            }
            catch (Exception exception)
                when (DatabaseFailure.Is(exception) && !IsUnknownDatabase(exception) && time.GetElapsedTime(started) < Timeout)
            {
                Log.Waiting(logger, exception.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
            }
            catch (DbException exception) when (IsUnknownDatabase(exception))
            {
                return;
            }
        }
    }

    private static bool IsUnknownDatabase(Exception failure) =>
        failure is MySqlConnector.MySqlException { ErrorCode: MySqlConnector.MySqlErrorCode.UnknownDatabase };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Database} is up to date; {Count} migrations were applied.")]
        internal static partial void Migrated(ILogger logger, string database, int count);

        [LoggerMessage(LogLevel.Information, "Waiting for the database server ({Failure}).")]
        internal static partial void Waiting(ILogger logger, string failure);
    }
}
