using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProductPlatform.Messaging.Broker;
using ProductPlatform.Messaging.Inbox;

namespace ProductPlatform.Messaging.Consuming;

/// <summary>Waits until the database answers.</summary>
internal sealed partial class DatabaseGate<TContext>(IServiceScopeFactory scopes, TimeProvider time, ILogger<DatabaseGate<TContext>> logger)
    where TContext : DbContext
{
    /// <summary>Returns once the database answers. Until then the consumer holds what it has and counts nobody's attempts.</summary>
    /// <returns>Whether it had to wait.</returns>
    internal async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            if (await AnswersAsync(cancellationToken))
            {
                if (failures > 1)
                {
                    Log.Back(logger);
                }

                return failures > 1;
            }

            if (failures == 1)
            {
                Log.Away(logger);
            }

            await Task.Delay(Backoff.For(failures, TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(2)), time, cancellationToken);
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();
        try
        {
            // A real read: a server that takes connections while it still recovers does not count.
            await db.Set<InboxMessage>().AnyAsync(cancellationToken);
            return true;
        }
        catch (Exception failure) when (DatabaseFailure.Is(failure) || DatabaseFailure.IsPassing(failure))
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The database does not answer; consuming is paused until it does.")]
        internal static partial void Away(ILogger logger);

        [LoggerMessage(LogLevel.Information, "The database answers again; consuming goes on.")]
        internal static partial void Back(ILogger logger);
    }
}
