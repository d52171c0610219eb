using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MySqlConnector;
using ProductPlatform.Database;
using ProductPlatform.Messaging.Connection;

namespace ProductPlatform.Messaging.Receiving;

/// <summary>Waits until the database works: proved by a write, as one that only reads (after a failover, on a full disk) takes no message.</summary>
internal sealed partial class DatabaseAvailability<TContext>(
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<DatabaseAvailability<TContext>> logger
)
    where TContext : DbContext
{
    private const string Write = """
        SET SESSION innodb_lock_wait_timeout = 2, lock_wait_timeout = 2;
        INSERT INTO inbox (message_id, received_at) VALUES (UUID(), UTC_TIMESTAMP(6));
        """;

    /// <summary>Returns once the database works. Until then the consumer holds what it has, and no failed attempt is counted.</summary>
    /// <returns>Whether it had to wait.</returns>
    internal async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            if (await FindProblemAsync(cancellationToken) is not { } problem)
            {
                if (failures > 1)
                    Log.Available(logger);

                return failures > 1;
            }

            if (failures == 1)
                Log.Unavailable(logger, problem);

            await Task.Delay(Backoff.For(failures, TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(2)), time, cancellationToken);
        }
    }

    private async Task<string?> FindProblemAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();
        try
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
            var connection = (MySqlConnection)db.Database.GetDbConnection();
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var command = new MySqlCommand(Write, connection, transaction);
            await command.ExecuteNonQueryAsync(cancellationToken);
            await transaction.RollbackAsync(cancellationToken);
            return null;
        }
        catch (Exception exception) when (DatabaseFailure.KindOf(exception) != FailureKind.Message)
        {
            return exception.GetBaseException().Message;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The database is unavailable ({Problem}); consuming is paused until it works.")]
        internal static partial void Unavailable(ILogger logger, string problem);

        [LoggerMessage(LogLevel.Information, "The database is available again; consuming continues.")]
        internal static partial void Available(ILogger logger);
    }
}
