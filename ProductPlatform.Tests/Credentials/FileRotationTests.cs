using MySqlConnector;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Credentials;

/// <summary>
/// Passwords are files, as in Compose and Kubernetes. A second account takes over while all four services work, and the first one is deleted: no request
/// fails, and no event is lost (docs/operations/rotation.md).
/// </summary>
public sealed class FileRotationTests : IAsyncLifetime
{
    private readonly DirectoryInfo _secrets = Directory.CreateTempSubdirectory("productplatform-secrets-");
    private FullPlatform _platform = null!;
    private Scenario _scenario = null!;

    public async Task InitializeAsync() => _scenario = await Scenario.CreateAsync();

    public async Task DisposeAsync()
    {
        await _platform.DisposeAsync();
        _secrets.Delete(recursive: true);
    }

    [Fact]
    public async Task A_second_database_account_takes_over_without_a_restart()
    {
        (string Setting, string Database)[] databases = [("maindb", _scenario.MainDatabase), ("admindb", _scenario.AdminDatabase)];
        var (old, replacement) = (DatabaseAccounts.NewName(), DatabaseAccounts.NewName());
        await new DatabaseAccounts(_scenario.MainDatabase).CreateAsync(old, "old");
        await new DatabaseAccounts(_scenario.MainDatabase).CreateAsync(replacement, "new");
        await GrantAsync(old, replacement);
        foreach (var (setting, database) in databases)
            Write(setting, Account(database, old, "old"));
        await StartAsync();
        Acknowledged acknowledged;
        await using (var traffic = Traffic.Start(_platform))
        {
            await traffic.GoesOnAsync(30);
            foreach (var (setting, database) in databases)
                Write(setting, Account(database, replacement, "new"));
            await Eventually.IsTrueAsync(async () => await SessionsAsync(replacement) >= 4, "the second account is used");

            await new DatabaseAccounts(_scenario.MainDatabase).DropAsync(old);
            Assert.NotEqual(0, await new DatabaseAccounts(_scenario.MainDatabase).EndSessionsAsync(old));
            await traffic.GoesOnAsync(30);
            acknowledged = traffic.Acknowledged;
        }

        await acknowledged.AssertKeptAsync(_platform);
        Assert.Equal(0, await SessionsAsync(old));
    }

    [Fact]
    public async Task A_second_account_at_the_broker_takes_over_without_a_restart()
    {
        var (old, replacement) = ($"old{Guid.NewGuid():n}", $"new{Guid.NewGuid():n}");
        await AddBrokerAccountAsync(old);
        Write("messaging", BrokerAddress(old));
        await StartAsync();
        Acknowledged acknowledged;
        await using (var traffic = Traffic.Start(_platform))
        {
            await traffic.GoesOnAsync(30);
            Assert.Contains(old, await BrokerUsersAsync(), StringComparison.Ordinal);
            await AddBrokerAccountAsync(replacement);
            Write("messaging", BrokerAddress(replacement));

            // Ends its connections, too.
            await _scenario.Servers.RabbitMqCtlAsync("delete_user", old);
            await traffic.GoesOnAsync(30);
            acknowledged = traffic.Acknowledged;
        }

        await acknowledged.AssertKeptAsync(_platform);
        var users = await BrokerUsersAsync();
        Assert.DoesNotContain(old, users, StringComparison.Ordinal);
        Assert.True(users.Split('\n').Count(line => line.Contains(replacement, StringComparison.Ordinal)) >= 4, users);
    }

    private async Task StartAsync() =>
        _platform = await FullPlatform.StartAsync(
            _scenario,
            _ => Task.CompletedTask,
            ("Secrets:Directory", _secrets.FullName),
            ("DatabaseSecret:RefreshInterval", "00:00:01")
        );

    /// <summary>At once, as a file that is written in place could be read half.</summary>
    private void Write(string connection, string text)
    {
        var file = Path.Combine(_secrets.FullName, $"ConnectionStrings__{connection}");
        var temporary = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(temporary, text);
        File.Move(temporary, file, overwrite: true);
    }

    private static string Account(string database, string user, string password) =>
        new MySqlConnectionStringBuilder(database) { UserID = user, Password = password }.ConnectionString;

    private async Task GrantAsync(params string[] users)
    {
        foreach (var user in users)
            await QueryAsync($"GRANT ALL ON `{new MySqlConnectionStringBuilder(_scenario.AdminDatabase).Database}`.* TO '{user}'@'%'");
    }

    private async Task<long> SessionsAsync(string user) =>
        Convert.ToInt64(
            await QueryAsync($"SELECT COUNT(*) FROM information_schema.processlist WHERE user = '{user}'"),
            System.Globalization.CultureInfo.InvariantCulture
        );

    private async Task<object?> QueryAsync(string sql)
    {
        await using var connection = new MySqlConnection(_scenario.MainDatabase);
        await connection.OpenAsync();
        await using var command = new MySqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private string BrokerAddress(string user) =>
        new UriBuilder(_scenario.Broker) { UserName = user, Password = "pass%2Fword" }
            .Uri
            .AbsoluteUri;

    private async Task AddBrokerAccountAsync(string user)
    {
        await _scenario.Servers.RabbitMqCtlAsync("add_user", user, "pass/word");
        await _scenario.Servers.RabbitMqCtlAsync(
            "set_permissions",
            "-p",
            new Uri(_scenario.Broker).AbsolutePath[1..],
            user,
            ".*",
            ".*",
            ".*"
        );
    }

    /// <summary>A line for each connection of the platform to its virtual host.</summary>
    private async Task<string> BrokerUsersAsync()
    {
        var connections = await _scenario.Servers.RabbitMqCtlAsync("list_connections", "vhost", "user");
        return string.Join(
            '\n',
            connections
                .Split('\n')
                .Where(line => line.StartsWith($"{new Uri(_scenario.Broker).AbsolutePath[1..]}\t", StringComparison.Ordinal))
        );
    }
}
