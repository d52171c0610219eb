using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MySqlConnector;
using ProductPlatform.AppHost.Servers;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Messaging.DeadLetters;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;
using RabbitMQ.Client;

namespace ProductPlatform.Tests.AppHost;

/// <summary>
/// What a service could do with its account if it wanted to. That it can do its work is what the other tests of the platform show.
/// </summary>
[Collection(PlatformTests.Name)]
public sealed class AccountTests(PlatformFixture platform)
{
    private static readonly Dictionary<string, BrokerAccount> Accounts = BrokerAccount.All.ToDictionary(account => account.Name);

    [Theory]
    [InlineData("maindb", "SELECT COUNT(*) FROM admindb.users")]
    [InlineData("admindb", "SELECT COUNT(*) FROM maindb.product_user")]
    [InlineData("maindb", "CREATE DATABASE another")]
    [InlineData("maindb", "CREATE USER another IDENTIFIED BY 'x'")]
    [InlineData("maindb", "SELECT COUNT(*) FROM mysql.user")]
    [InlineData("maindb", "SET GLOBAL max_connections = 1")]
    [InlineData("admindb", "GRANT ALL PRIVILEGES ON admindb.* TO admindb")]
    public async Task An_account_can_access_only_its_database(string account, string sql)
    {
        await using var connection = new MySqlConnection(await platform.App.GetConnectionStringAsync(account));
        await connection.OpenAsync();
        await using var command = new MySqlCommand(sql, connection);

        var refused = await Assert.ThrowsAsync<MySqlException>(() => command.ExecuteNonQueryAsync());

        Assert.Contains("denied", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("main", "product_created")]
    [InlineData("admin", "product_liked")]
    public async Task A_service_does_not_publish_the_events_of_the_other(string account, string exchange)
    {
        await using var connection = await ConnectAsync(account);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)
        );

        await AssertRefusedAsync(() => channel.BasicPublishAsync(exchange, exchange, "1"u8.ToArray()).AsTask(), channel);
    }

    [Theory]
    [InlineData("main", "admin")]
    [InlineData("main", "admin.dead")]
    [InlineData("admin", "main")]
    public async Task A_service_does_not_read_the_queue_of_the_other(string account, string queue)
    {
        await using var connection = await ConnectAsync(account);
        await using var channel = await connection.CreateChannelAsync();

        await AssertRefusedAsync(() => channel.BasicGetAsync(queue, autoAck: false), channel);
    }

    [Theory]
    [InlineData("main")]
    [InlineData("admin")]
    public async Task A_service_declares_nothing_of_its_own_at_the_broker(string account)
    {
        await using var connection = await ConnectAsync(account);
        await using var channel = await connection.CreateChannelAsync();

        await AssertRefusedAsync(() => channel.QueueDeclareAsync("another"), channel);
    }

    [Theory]
    [InlineData("admin", "admin")]
    [InlineData("admin", "main")]
    [InlineData("main", "main")]
    public async Task A_service_replays_its_own_dead_letters(string account, string queue)
    {
        await using var connection = await new ConnectionFactory
        {
            Uri = new Uri((await platform.App.GetConnectionStringAsync("messaging"))!),
        }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var id = $"{account} {queue}";
        await channel.SendAsync(queue, "no such event", "poison", id);
        await Eventually.IsTrueAsync(async () => await channel.CountAsync($"{queue}.dead") == 1, "the message is dead");

        var box = DeadLetterBox.At(await AddressAsync(account), new ConfigurationBuilder().Build());
        var report = await box.ReplayAsync(queue, letter => letter.Id == id, Eventually.Timeout, CancellationToken.None);
        var discarded = await box.DiscardAsync(queue, letter => letter.Id == id, CancellationToken.None);

        Assert.Equal(ReplayOutcome.Failed, Assert.Single(report.Letters).Outcome);
        Assert.Equal(1, discarded);
    }

    private async Task<IConnection> ConnectAsync(string account)
    {
        return await new ConnectionFactory
        {
            Uri = new Uri(await AddressAsync(account)),
            AutomaticRecoveryEnabled = false,
        }.CreateConnectionAsync();
    }

    private async Task<string> AddressAsync(string account)
    {
        var broker = platform
            .App.Services.GetRequiredService<DistributedApplicationModel>()
            .Resources.OfType<NativeRabbitMqResource>()
            .Single();
        return (await broker.AddressFor(Accounts[account]).GetValueAsync(CancellationToken.None))!;
    }

    private static async Task AssertRefusedAsync(Func<Task> act, IChannel channel)
    {
        await Assert.ThrowsAnyAsync<Exception>(act);
        Assert.Equal((ushort?)Constants.AccessRefused, channel.CloseReason?.ReplyCode);
    }
}
