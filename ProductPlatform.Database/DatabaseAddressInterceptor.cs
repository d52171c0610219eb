using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using Microsoft.EntityFrameworkCore.Diagnostics;
using MySqlConnector;

namespace ProductPlatform.Database;

/// <summary>
/// Keeps the contexts' connections pointed at the database's present address. Contexts live long (they are pooled, and a relay holds its
/// own for days) and can repeat what failed: whenever one opens a connection, it is with what is known then.
/// </summary>
/// <param name="addresses">The present address.</param>
/// <param name="built">The address that the contexts were configured with.</param>
internal sealed class DatabaseAddressInterceptor(DatabaseAddresses addresses, DatabaseAddress built) : DbConnectionInterceptor
{
    /// <summary>The address of each connection that is not at the address it was built with any more.</summary>
    private readonly ConditionalWeakTable<DbConnection, DatabaseAddress> _redirected = [];

    public override DbConnection ConnectionCreated(ConnectionCreatedEventData eventData, DbConnection result)
    {
        built.Protect((MySqlConnection)result);
        return result;
    }

    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        Redirect(connection);
        return result;
    }

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection,
        ConnectionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        Redirect(connection);
        return ValueTask.FromResult(result);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => addresses.Accepted();

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        addresses.Accepted();
        return Task.CompletedTask;
    }

    public override void ConnectionFailed(DbConnection connection, ConnectionErrorEventData eventData) =>
        FailedAsync(connection, eventData.Exception, CancellationToken.None).GetAwaiter().GetResult();

    public override Task ConnectionFailedAsync(
        DbConnection connection,
        ConnectionErrorEventData eventData,
        CancellationToken cancellationToken = default
    ) => FailedAsync(connection, eventData.Exception, cancellationToken);

    private Task FailedAsync(DbConnection connection, Exception failure, CancellationToken cancellationToken)
    {
        if (DatabaseRefusal.Is(failure))
            return addresses.RefusedAsync(AddressOf(connection), cancellationToken);

        if (failure.InnerException is AuthenticationException untrusted)
            addresses.Report(untrusted.Message);

        return Task.CompletedTask;
    }

    private void Redirect(DbConnection connection)
    {
        if (addresses.Known is { } known && !ReferenceEquals(known, AddressOf(connection)))
        {
            known.Redirect((MySqlConnection)connection);
            _redirected.AddOrUpdate(connection, known);
        }
    }

    private DatabaseAddress AddressOf(DbConnection connection) => _redirected.TryGetValue(connection, out var address) ? address : built;
}
