using MySqlConnector;

namespace ProductPlatform.Testing;

/// <summary>The users of one database, as its administrator sees them.</summary>
internal sealed class DatabaseAccounts(string rootConnectionString)
{
    private static int _numbers;
    private readonly MySqlConnectionStringBuilder _root = new(rootConnectionString);

    /// <summary>A user name that no other test has.</summary>
    internal static string NewName() => $"app{Interlocked.Increment(ref _numbers)}";

    internal async Task CreateAsync(string user, string password)
    {
        await ExecuteAsync($"CREATE USER '{user}'@'%' IDENTIFIED BY '{password}'");
        await ExecuteAsync($"GRANT ALL ON `{_root.Database}`.* TO '{user}'@'%'");
    }

    internal Task SetPasswordAsync(string user, string password) => ExecuteAsync($"ALTER USER '{user}'@'%' IDENTIFIED BY '{password}'");

    internal Task DropAsync(string user) => ExecuteAsync($"DROP USER '{user}'@'%'");

    /// <summary>Ends every session of the user, so that each must be opened again.</summary>
    internal async Task<int> EndSessionsAsync(string user)
    {
        await using var connection = new MySqlConnection(rootConnectionString);
        await connection.OpenAsync();
        await using var list = new MySqlCommand($"SELECT id FROM information_schema.processlist WHERE user = '{user}'", connection);
        List<long> sessions = [];
        await using (var rows = await list.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
                sessions.Add(rows.GetInt64(0));
        }

        foreach (var session in sessions)
        {
            try
            {
                await using var kill = new MySqlCommand($"KILL {session}", connection);
                await kill.ExecuteNonQueryAsync();
            }
            catch (MySqlException gone) when (gone.ErrorCode == MySqlErrorCode.NoSuchThread)
            {
                // It ended by itself.
            }
        }

        return sessions.Count;
    }

    /// <summary>The secret as AWS writes it.</summary>
    internal object Secret(string user, string password) =>
        new
        {
            username = user,
            password,
            host = _root.Server,
            port = _root.Port,
            dbname = _root.Database,
            engine = "mysql",
        };

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new MySqlConnection(rootConnectionString);
        await connection.OpenAsync();
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
