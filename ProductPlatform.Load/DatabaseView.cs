using MySqlConnector;
using ProductPlatform.Testing;

namespace ProductPlatform.Load;

/// <summary>What the database server's administrator sees of the services, each of which has an account of its own, and what only the administrator may do.</summary>
internal sealed class DatabaseView(Scenario scenario)
{
    // Not pooled: the server is killed between two looks.
    private readonly string _administrator = new MySqlConnectionStringBuilder(scenario.AdminDatabase)
    {
        Pooling = false,
        ConnectionTimeout = 5,
    }.ConnectionString;

    /// <summary>The account whose relay leads in the database; null when none does, or when the server does not answer.</summary>
    internal Task<string?> LeaderAsync(string database) =>
        ReadAsync(
            "SELECT user FROM information_schema.processlist WHERE id = IS_USED_LOCK(CONCAT('outbox:', LEFT(SHA2(@name, 256), 40)))",
            database
        );

    /// <summary>Whether the account has a transaction open; null when the server does not answer. InnoDB shows what was so up to 0.1 s before.</summary>
    internal async Task<bool?> HasTransactionAsync(string account) =>
        await ReadAsync(
            "SELECT COUNT(*) FROM information_schema.innodb_trx JOIN information_schema.processlist ON id = trx_mysql_thread_id WHERE user = @name",
            account
        )
            is { } count
            ? count != "0"
            : null;

    /// <summary>Lets only administrators write, as after a failover, or all accounts again.</summary>
    /// <returns>False when the server did not do it, because a statement that runs keeps it from that.</returns>
    internal async Task<bool> SetReadOnlyAsync(bool readOnly) =>
        await ReadAsync($"SET SESSION lock_wait_timeout = 5; SET GLOBAL read_only = {(readOnly ? 1 : 0)}; SELECT @@GLOBAL.read_only", "")
        == (readOnly ? "1" : "0");

    private async Task<string?> ReadAsync(string sql, string name)
    {
        try
        {
            await using var connection = new MySqlConnection(_administrator);
            await connection.OpenAsync();
            await using var command = new MySqlCommand(sql, connection);
            command.Parameters.AddWithValue("@name", name);
            return
                Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture)
                    is { Length: > 0 } value
                ? value
                : null;
        }
        catch (MySqlException)
        {
            return null;
        }
    }
}
