using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ProductPlatform.Database.Changes;

/// <summary>
/// The version for many callers at once. A query answers everyone who asked before it began: it knows whatever they may know. While they keep asking, one
/// query follows another on one connection.
/// </summary>
public sealed class VersionReader<TContext>(IServiceScopeFactory scopes) : IDisposable
    where TContext : DbContext
{
    /// <summary>Clients that have just been answered ask again at once, and opening a connection takes longer than the query.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _asked = new(0);
    private TaskCompletionSource<long>? _next;
    private bool _running;

    /// <summary>A version that was committed when the caller asked, or a later one.</summary>
    /// <exception cref="DbException">The database is unavailable, for longer than its retries last.</exception>
    public Task<long> ReadAsync()
    {
        lock (_lock)
        {
            if (_next is not null)
                return _next.Task;

            _next = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            _asked.Release();
            if (_running)
                return _next.Task;

            // Of no single request, nor of its trace.
            _running = true;
            using (ExecutionContext.SuppressFlow())
                _ = Task.Run(RunAsync);
            return _next.Task;
        }
    }

    public void Dispose() => _asked.Dispose();

    private TaskCompletionSource<long>? TakeNext()
    {
        lock (_lock)
        {
            var next = _next;
            _next = null;
            return next;
        }
    }

    private bool TryEnd()
    {
        lock (_lock)
        {
            _running = _next is not null;
            return !_running;
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
            do TakeNext()?.SetException(exception);
            while (!TryEnd());
        }
    }

    private async Task AnswerAsync(TContext db)
    {
        var retries = db.Database.CreateExecutionStrategy();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = ChangeCounter.VersionStatement;
        while (await _asked.WaitAsync(Linger) || !TryEnd())
        {
            // Behind the requests that have arrived by now: they share the query instead of asking for the next.
            await Task.Yield();
            if (TakeNext() is not { } asked)
                continue;

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
