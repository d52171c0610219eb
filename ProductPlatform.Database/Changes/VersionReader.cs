using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ProductPlatform.Database.Changes;

/// <summary>
/// The version for many callers at once. A query answers everyone who asked before it began: it knows whatever they may know. While they keep asking, one
/// query follows another on one connection.
/// </summary>
public sealed class VersionReader<TContext>(IServiceScopeFactory scopes)
    where TContext : DbContext
{
    private readonly Lock _lock = new();
    private TaskCompletionSource<long>? _next;
    private bool _running;

    /// <summary>A version that was committed when the caller asked, or a later one.</summary>
    /// <exception cref="DbException">The database is unavailable, for longer than its retries last.</exception>
    public Task<long> ReadAsync()
    {
        lock (_lock)
        {
            _next ??= new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_running)
            {
                _running = true;
                // Of no single request, nor of its trace.
                using (ExecutionContext.SuppressFlow())
                    _ = Task.Run(RunAsync);
            }

            return _next.Task;
        }
    }

    private TaskCompletionSource<long>? TakeNext()
    {
        lock (_lock)
        {
            var next = _next;
            _next = null;
            _running = next is not null;
            return next;
        }
    }

    private async Task RunAsync()
    {
        try
        {
            // Of no single request: one that is given up must not take the others' answer with it.
            await using var scope = scopes.CreateAsyncScope();
            await AnswerAsync(scope.ServiceProvider.GetRequiredService<TContext>());
        }
        catch (Exception exception)
        {
            // The database's address is not known.
            while (TakeNext() is { } asked)
                asked.SetException(exception);
        }
    }

    private async Task AnswerAsync(TContext db)
    {
        var retries = db.Database.CreateExecutionStrategy();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = ChangeCounter.SumStatement;
        while (TakeNext() is { } asked)
        {
            try
            {
                asked.SetResult(await retries.ExecuteAsync(() => QueryAsync(db, command)));
            }
            catch (Exception exception)
            {
                // Of those who asked, whatever it is.
                asked.SetException(exception);
            }
        }

        // Returned open, a pooled context would keep its connection.
        await db.Database.CloseConnectionAsync();
    }

    private static async Task<long> QueryAsync(TContext db, DbCommand command)
    {
        if (command.Connection!.State != System.Data.ConnectionState.Open)
        {
            await db.Database.CloseConnectionAsync();
            await db.Database.OpenConnectionAsync();
        }

        return (long)(await command.ExecuteScalarAsync())!;
    }
}
