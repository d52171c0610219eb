using System.Data;
using Microsoft.EntityFrameworkCore;
using MySqlConnector;

namespace ProductPlatform.Database;

/// <summary>
/// A lock that one connection to a database holds at a time (MySQL, "Locking Functions"). Keep the context's connection open while it is
/// held, and release the lock before closing it: a closed connection stays in the pool, open to the server, and keeps its locks until it is
/// taken out again (MySqlConnector, ConnectionReset).
/// </summary>
/// <param name="db">The context whose connection holds the lock.</param>
/// <param name="purpose">What the lock is for, at most 23 letters; each database has a lock of its own for each purpose.</param>
public sealed class DatabaseLock(DbContext db, string purpose)
{
    // A lock's name is the server's, not the database's, and has at most 64 characters.
    private const string Name = "CONCAT(@purpose, ':', LEFT(SHA2(DATABASE(), 256), 40))";

    private MySqlParameter Purpose => new("@purpose", purpose);

    /// <summary>
    /// Opens the context's connection for the lock: when nothing is heard of it for <paramref name="silence"/>, the server ends it and
    /// frees the lock, which a holder that vanished would keep for hours. The holder has to send a statement more often than that.
    /// </summary>
    /// <param name="silence">In whole seconds.</param>
    public async Task OpenAsync(TimeSpan silence, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await db.Database.LimitAsync(silence, lockWait: null, cancellationToken);
    }

    /// <summary>Acquires the lock, or finds that this connection holds it already.</summary>
    /// <param name="timeout">How long to wait in the server for another holder, in whole seconds.</param>
    /// <returns>False while another connection holds it.</returns>
    public async Task<bool> AcquireAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        await db
            .Database.SqlQueryRaw<int?>(
                $"SELECT IF(IS_USED_LOCK({Name}) = CONNECTION_ID(), 1, GET_LOCK({Name}, @seconds)) AS Value",
                Purpose,
                new MySqlParameter("@seconds", (int)timeout.TotalSeconds)
            )
            .ToListAsync(cancellationToken)
            is [1];

    /// <summary>Releases the lock, if this connection holds it.</summary>
    /// <exception cref="MySqlException">The connection is lost, and the lock with it.</exception>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        // Not by the context, which would report a lost connection as an error and ask again on another one: that does not hold the lock.
        var connection = (MySqlConnection)db.Database.GetDbConnection();
        if (connection.State != ConnectionState.Open)
            return;

        await using var command = new MySqlCommand($"SELECT RELEASE_LOCK({Name})", connection);
        command.Parameters.Add(Purpose);
        await command.ExecuteScalarAsync(cancellationToken);
    }
}
