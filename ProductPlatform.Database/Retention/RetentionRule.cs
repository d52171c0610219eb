using Microsoft.EntityFrameworkCore;

namespace ProductPlatform.Database.Retention;

/// <summary>Rows of a table that are deleted when they are old enough.</summary>
/// <param name="Table">The table.</param>
/// <param name="Keep">How long rows are kept.</param>
/// <param name="DeleteAsync">
/// Deletes some of the rows that are older than a time (UTC), at most <see cref="RetentionRule.AtOnce"/>, so that no transaction is long,
/// and returns how many; 0 when none are left.
/// </param>
/// <typeparam name="TContext">The database.</typeparam>
public sealed record RetentionRule<TContext>(
    string Table,
    Func<IServiceProvider, TimeSpan> Keep,
    Func<TContext, DateTime, CancellationToken, Task<int>> DeleteAsync
)
    where TContext : DbContext;

/// <summary>Makes rules.</summary>
public static class RetentionRule
{
    /// <summary>Rows deleted in one transaction at most.</summary>
    public const int AtOnce = 1000;

    /// <summary>A rule for the rows that a condition selects; its columns should have an index.</summary>
    /// <param name="table">The table.</param>
    /// <param name="condition">A constant SQL condition; <c>{0}</c> stands for the time before which a row is too old.</param>
    /// <param name="keep">How long rows are kept.</param>
    public static RetentionRule<TContext> For<TContext>(string table, string condition, Func<IServiceProvider, TimeSpan> keep)
        where TContext : DbContext
    {
        var statement = $"DELETE FROM {table} WHERE {condition} LIMIT {AtOnce}";
        return new(table, keep, (db, oldest, cancellationToken) => db.Database.ExecuteSqlRawAsync(statement, [oldest], cancellationToken));
    }
}
