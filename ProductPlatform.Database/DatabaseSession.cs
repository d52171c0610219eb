using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace ProductPlatform.Database;

/// <summary>
/// Bounds what one connection can hold up. The pool resets them when the connection is taken out again (MySqlConnector, ConnectionReset).
/// </summary>
public static class DatabaseSession
{
    /// <summary>How long a transaction's owner may be silent between two statements.</summary>
    public static readonly TimeSpan TransactionSilence = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Has the server end this connection, and with it its locks, when nothing is heard of it for a while: an owner that vanished (power,
    /// network, a frozen machine) closes nothing, and by the server's own setting it would be waited for for eight hours.
    /// </summary>
    /// <param name="database">With an open connection, or in a transaction.</param>
    /// <param name="silence">In whole seconds.</param>
    /// <param name="lockWait">How long a statement waits for a lock, in whole seconds; null: as the server has it.</param>
    public static Task LimitAsync(this DatabaseFacade database, TimeSpan silence, TimeSpan? lockWait, CancellationToken cancellationToken)
    {
        var seconds = (int)silence.TotalSeconds;
        return lockWait is { } wait
            ? database.ExecuteSqlAsync(
                $"SET SESSION wait_timeout = {seconds}, innodb_lock_wait_timeout = {(int)wait.TotalSeconds}, lock_wait_timeout = {(int)wait.TotalSeconds}",
                cancellationToken
            )
            : database.ExecuteSqlAsync($"SET SESSION wait_timeout = {seconds}", cancellationToken);
    }
}
