using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using MySqlConnector;

namespace ProductPlatform.Database;

/// <summary>What a failure says of the message whose effect was to be committed.</summary>
public enum FailureKind
{
    /// <summary>
    /// Nothing: a lock, a time-out, a lost connection. It may happen to any message, while others succeed, for as long as it lasts.
    /// </summary>
    Transient,

    /// <summary>Nothing, as far as the error tells: the database refuses to work (read-only, disk full, a right is missing).
    /// Others would fail as well.</summary>
    Database,

    /// <summary>The values, or the handler with them, are what fails.</summary>
    Message,
}

/// <summary>Tells whose fault an exception is; retrying wraps the database's own exceptions in others.</summary>
public static class DatabaseFailure
{
    /// <summary>
    /// Locks, limits and time-outs that the driver does not call transient (MySQL Server Error Reference; MariaDB Error Codes).
    /// </summary>
    private static readonly HashSet<int> Waits =
    [
        1021,
        1040,
        1041,
        1053,
        1158,
        1159,
        1160,
        1161,
        1203,
        1205,
        1206,
        1213,
        1226,
        1317,
        1412,
        1637,
        1927,
        1969,
        2006,
        2013,
        3024,
    ];

    /// <summary>True when the database refused or could not be reached.</summary>
    public static bool Is(Exception failure) => Causes(failure).Any(cause => cause is DbException or SocketException);

    public static FailureKind KindOf(Exception failure)
    {
        var causes = Causes(failure).ToList();
        if (causes.Any(cause => cause is DbUpdateConcurrencyException))
        {
            // Another consumer changed the row meanwhile.
            return FailureKind.Transient;
        }

        if (causes.OfType<MySqlException>().FirstOrDefault() is { } error)
        {
            return error switch
            {
                { IsTransient: true } or { ErrorCode: MySqlErrorCode.CommandTimeoutExpired } => FailureKind.Transient,
                // Another consumer had the same message: trying again finds it known.
                { ErrorCode: MySqlErrorCode.DuplicateKeyEntry } => FailureKind.Transient,
                _ when Waits.Contains(error.Number) => FailureKind.Transient,
                // Classes 22 (data exception) and 23 (constraint violation) of SQL's states.
                { SqlState: { Length: 5 } state } when state[..2] is "22" or "23" => FailureKind.Message,
                _ => FailureKind.Database,
            };
        }

        return causes.Any(cause => cause is DbException or SocketException or IOException or TimeoutException)
            ? FailureKind.Transient
            : FailureKind.Message;
    }

    private static IEnumerable<Exception> Causes(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
