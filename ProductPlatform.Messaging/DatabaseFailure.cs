using System.Data.Common;
using System.Net.Sockets;

namespace ProductPlatform.Messaging;

/// <summary>Tells whose fault an exception is; retrying wraps the database's own exceptions in others.</summary>
internal static class DatabaseFailure
{
    /// <summary>True when the database refused or could not be reached.</summary>
    internal static bool Is(Exception failure) => Causes(failure).Any(cause => cause is DbException or SocketException);

    /// <summary>True when trying again may help though nothing is wrong with the data: a lost connection, a deadlock, a time-out.</summary>
    internal static bool IsPassing(Exception failure) =>
        Causes(failure).Any(cause => cause is DbException { IsTransient: true } or SocketException or IOException or TimeoutException);

    private static IEnumerable<Exception> Causes(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
