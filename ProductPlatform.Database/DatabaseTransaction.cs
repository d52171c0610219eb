using System.Data;
using System.Runtime.ExceptionServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ProductPlatform.Database;

/// <summary>How a transaction runs.</summary>
public sealed record TransactionOptions
{
    internal static readonly TransactionOptions Default = new();

    /// <summary>By default a range that is read is not locked: under the server's own level, changes of neighbours deadlock.</summary>
    public IsolationLevel Isolation { get; init; } = IsolationLevel.ReadCommitted;

    /// <summary>How long a statement waits for a lock, in whole seconds; null: as the server has it.</summary>
    public TimeSpan? LockWait { get; init; }

    /// <summary>How long the owner may send no statement before the server ends the transaction.</summary>
    public TimeSpan Silence { get; init; } = DatabaseSession.TransactionSilence;

    /// <summary>False for a caller that decides itself whether and when to try again.</summary>
    public bool Retry { get; init; } = true;

    /// <summary>Asked when the answer to the commit was lost. Without it the work runs again.</summary>
    public Func<CancellationToken, Task<bool>>? IsCommitted { get; init; }
}

/// <summary>Transactions with retries.</summary>
public static class DatabaseTransaction
{
    /// <summary>
    /// Runs <paramref name="work"/> in a transaction and commits it, unless it rolls back itself; again from the start after a transient
    /// error. A commit whose answer was lost is looked up first
    /// (https://learn.microsoft.com/ef/core/miscellaneous/connection-resiliency#transaction-commit-failure-and-the-idempotency-issue).
    /// </summary>
    public static async Task<T> InTransactionAsync<T>(
        this DbContext db,
        Func<CancellationToken, Task<T>> work,
        CancellationToken cancellationToken,
        TransactionOptions? options = null
    )
    {
        options ??= TransactionOptions.Default;
        T result = default!;
        var committing = false;
        ExceptionDispatchInfo? failure = null;
        await db
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(
                0,
                async (_, _, token) =>
                {
                    try
                    {
                        await RunAsync(token);
                    }
                    catch (Exception exception) when (!options.Retry)
                    {
                        // EF's strategy, which a transaction needs, sees no failure.
                        failure = ExceptionDispatchInfo.Capture(exception);
                    }

                    return true;
                },
                async (_, _, token) => new ExecutionResult<bool>(committing && options.IsCommitted is { } ask && await ask(token), true),
                cancellationToken
            );
        failure?.Throw();
        return result;

        async Task RunAsync(CancellationToken token)
        {
            committing = false;

            // A repetition begins with nothing remembered of the try before.
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(options.Isolation, token);
            await db.Database.LimitAsync(options.Silence, options.LockWait, token);
            result = await work(token);
            if (db.Database.CurrentTransaction is not null)
            {
                committing = true;
                await transaction.CommitAsync(token);
            }
        }
    }
}
