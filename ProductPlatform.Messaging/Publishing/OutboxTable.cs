using Microsoft.EntityFrameworkCore;
using ProductPlatform.Database;
using ProductPlatform.Messaging.Connection;

namespace ProductPlatform.Messaging.Publishing;

/// <summary>The relay's view of the outbox, over one database connection that also holds the election's lock.</summary>
internal sealed class OutboxTable(DbContext db, TimeProvider time)
{
    private static readonly TimeSpan ResignTimeout = TimeSpan.FromSeconds(2);
    private readonly DatabaseLock _lead = new(db, "outbox");

    /// <summary>Opens the connection. A leader that vanished is followed by another within this time after its last statement.</summary>
    internal Task OpenAsync(TimeSpan silence, CancellationToken cancellationToken) => _lead.OpenAsync(silence, cancellationToken);

    /// <summary>
    /// True while this connection leads. The lock ends with the connection, and every statement of the relay runs on it, so a leader cut off from the database
    /// cannot go on. A leader that was only paused, or that published while its connection ended, may overlap with its successor: its messages then
    /// arrive twice, which the inbox absorbs.
    /// </summary>
    internal Task<bool> LeadsAsync(CancellationToken cancellationToken) =>
        // A standby waits in the server, a second at a time.
        _lead.AcquireAsync(TimeSpan.FromSeconds(1), cancellationToken);

    /// <summary>Keeps the connection from being ended for silence.</summary>
    internal async Task PingAsync()
    {
        try
        {
            await db.Database.ExecuteSqlAsync($"DO 0", CancellationToken.None);
        }
        catch (Exception exception) when (DatabaseFailure.Is(exception))
        {
            // The next statement says so.
        }
    }

    /// <summary>Gives the lead up, if it is held.</summary>
    internal async Task ResignAsync()
    {
        using var timeout = new CancellationTokenSource(ResignTimeout);
        try
        {
            await _lead.ReleaseAsync(timeout.Token);
        }
        catch (Exception exception) when (DatabaseFailure.Is(exception) || exception is OperationCanceledException)
        {
            // A connection that cannot say so is broken; the pool does not keep it, and the lock dies with it.
        }
    }

    /// <summary>What is there and due. Never "what is above the last id": ids are given before the commit, so a lower one can appear later.</summary>
    internal Task<List<OutboxMessage>> DueAsync(int limit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return db.Set<OutboxMessage>()
            .AsNoTracking()
            .Where(message => message.NextAttemptAt == null || message.NextAttemptAt <= now)
            .OrderBy(message => message.Id)
            .Take(limit)
            .ToListAsync(cancellationToken);
    }

    internal Task DeleteAsync(IReadOnlyCollection<long> confirmed) =>
        confirmed.Count == 0
            ? Task.CompletedTask
            : db.Set<OutboxMessage>().Where(message => confirmed.Contains(message.Id)).ExecuteDeleteAsync(CancellationToken.None);

    /// <summary>Keeps what the broker gave back, to be tried again later and later, up to once a minute.</summary>
    internal Task PostponeAsync(OutboxMessage message, string error)
    {
        var attempts = message.Attempts + 1;
        var next = time.GetUtcNow().UtcDateTime + Backoff.For(attempts, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        return db.Set<OutboxMessage>()
            .Where(row => row.Id == message.Id)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(m => m.Attempts, attempts).SetProperty(m => m.NextAttemptAt, next).SetProperty(m => m.LastError, error),
                CancellationToken.None
            );
    }
}
