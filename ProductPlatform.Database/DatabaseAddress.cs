using Microsoft.Extensions.Configuration;
using MySqlConnector;
using ProductPlatform.Database.Tls;
using ProductPlatform.ServiceDefaults;

namespace ProductPlatform.Database;

/// <summary>
/// Where the database is, who we are there, and how the server proves itself. Not a record: one would print the password.
/// </summary>
internal sealed class DatabaseAddress
{
    private readonly MySqlConnectionStringBuilder _connection;
    private readonly ServerTrust? _trust;

    private DatabaseAddress(MySqlConnectionStringBuilder connection, string source, bool fromSecret, IConfiguration configuration)
    {
        _trust = DatabaseTls.Apply(connection, configuration);

        // The provider's two conditions, and the password never readable from an opened connection or a trace.
        connection.AllowUserVariables = true;
        connection.UseAffectedRows = false;
        connection.PersistSecurityInfo = false;
        (_connection, ConnectionString, Source, FromSecret) = (connection, connection.ConnectionString, source, fromSecret);
    }

    /// <summary>The whole connection string, password included.</summary>
    internal string ConnectionString { get; }

    /// <summary>Where it comes from, in words for an operator.</summary>
    internal string Source { get; }

    internal bool FromSecret { get; }

    internal static DatabaseAddress Of(DatabaseValues values, string source, bool fromSecret, IConfiguration configuration) =>
        new(
            new MySqlConnectionStringBuilder
            {
                Server = values.Host!,
                Port = values.PortOrDefault,
                Database = values.Database!,
                UserID = values.User!,
                Password = values.Password!,
            },
            source,
            fromSecret,
            configuration
        );

    /// <exception cref="ConfigurationException">It is not a connection string.</exception>
    internal static DatabaseAddress Of(string connectionString, string setting, IConfiguration configuration)
    {
        MySqlConnectionStringBuilder connection;
        try
        {
            connection = new MySqlConnectionStringBuilder(connectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            // The parser's message can quote a piece of the password, so it is not passed on.
            throw new ConfigurationException(
                $"{setting} is not a MySQL connection string. Expected: "
                    + "Server=…;Port=3306;Database=…;User ID=…;Password=…, a value with ; or = in it in double quotes."
            );
        }

        return new DatabaseAddress(connection, setting, fromSecret: false, configuration);
    }

    internal bool IsSameAs(DatabaseAddress? other) => ConnectionString == other?.ConnectionString;

    /// <summary>Makes a new connection to this address verify its server.</summary>
    internal void Protect(MySqlConnection connection) =>
        connection.RemoteCertificateValidationCallback = _trust is { } trust ? trust.Verify : null;

    /// <summary>Points a closed connection here; what the provider added to it stays.</summary>
    internal void Redirect(MySqlConnection connection)
    {
        var redirected = new MySqlConnectionStringBuilder(connection.ConnectionString)
        {
            Server = _connection.Server,
            Port = _connection.Port,
            UserID = _connection.UserID,
            Password = _connection.Password,
            SslMode = _connection.SslMode,
        };

        // The provider's connection for creating the database names none.
        if (redirected.Database.Length > 0)
            redirected.Database = _connection.Database;

        connection.ConnectionString = redirected.ConnectionString;
        Protect(connection);
    }
}
