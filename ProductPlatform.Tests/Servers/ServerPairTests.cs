using System.Globalization;
using MySqlConnector;
using ProductPlatform.Testing.Servers;
using ProductPlatform.Tests.Platform;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ProductPlatform.Tests.Servers;

[Collection(BreakingTests.Name)]
public sealed class ServerPairTests(BreakableServers breakable)
{
    [Fact]
    public async Task Every_test_gets_a_database_of_its_own()
    {
        var servers = await ServerPair.SharedAsync();

        var first = await servers.CreateDatabaseAsync();
        var second = await servers.CreateDatabaseAsync();

        await ExecuteAsync(first, "CREATE TABLE note (id int)");
        Assert.Equal(1L, await ExecuteAsync(first, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()"));
        Assert.Equal(0L, await ExecuteAsync(second, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()"));
    }

    [Fact]
    public async Task Every_test_gets_a_virtual_host_of_its_own()
    {
        var servers = await ServerPair.SharedAsync();

        await DeclareAsync(await servers.CreateVirtualHostAsync(), "queue", passive: false);

        var elsewhere = await servers.CreateVirtualHostAsync();
        await Assert.ThrowsAsync<OperationInterruptedException>(() => DeclareAsync(elsewhere, "queue", passive: true));
    }

    [Fact]
    public async Task Killed_servers_restart_with_their_data()
    {
        var servers = await breakable.TakeAsync();
        var database = await servers.CreateDatabaseAsync();
        await ExecuteAsync(database, "CREATE TABLE note (id int)");
        var broker = await servers.CreateVirtualHostAsync();
        await DeclareAsync(broker, "queue", passive: false);
        // What was declared reaches the broker's disk a moment after the answer (messages do before their confirm).
        await servers.RabbitMqCtlAsync("eval", "mnesia:sync_log().");

        await Task.WhenAll(servers.MySql.KillAsync(), servers.RabbitMq.KillAsync());
        await Task.WhenAll(servers.MySql.StartAsync(), servers.RabbitMq.StartAsync());

        Assert.Equal(0L, await ExecuteAsync(database, "SELECT COUNT(*) FROM note"));
        await DeclareAsync(broker, "queue", passive: true);
    }

    [Fact]
    public async Task Data_survives_a_restart_with_another_password()
    {
        var directory = Directory.CreateTempSubdirectory("productplatform-").FullName;
        try
        {
            await using (var servers = await ServerPair.StartAsync(directory))
            {
                await ExecuteAsync(servers.MySqlConnectionString, "CREATE DATABASE kept");
                await DeclareAsync(servers.BrokerUri, "kept", passive: false);
            }

            // Every pair has a password of its own.
            await using (var servers = await ServerPair.StartAsync(directory))
            {
                Assert.Equal("kept", await ExecuteAsync(servers.MySqlConnectionString, "SHOW DATABASES LIKE 'kept'"));
                await DeclareAsync(servers.BrokerUri, "kept", passive: true);
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public async Task A_frozen_server_does_not_respond_until_it_is_resumed()
    {
        var servers = await breakable.TakeAsync();
        var impatient = $"{servers.MySqlConnectionString};Connection Timeout=2;Pooling=False";

        await servers.MySql.FreezeAsync();
        await Assert.ThrowsAsync<MySqlException>(() => ExecuteAsync(impatient, "SELECT 1"));
        await servers.MySql.ResumeAsync();

        Assert.Equal(1, Convert.ToInt32(await ExecuteAsync(impatient, "SELECT 1"), CultureInfo.InvariantCulture));
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new MySqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new MySqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static async Task DeclareAsync(string broker, string queue, bool passive)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        if (passive)
            await channel.QueueDeclarePassiveAsync(queue);
        else
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
    }
}
