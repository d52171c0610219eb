using System.Globalization;
using Admin.Data;
using Admin.Data.Products;
using Admin.Worker;
using Main.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using MySqlConnector;
using ProductPlatform.Database;
using ProductPlatform.Messaging;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Messaging.Receiving;
using ProductPlatform.Testing;
using ProductPlatform.Testing.Servers;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Messaging;

/// <summary>
/// A failure of the database is never a message's: with a single attempt allowed, the first that is counted is a dead letter.
/// </summary>
[Collection(BreakingTests.Name)]
public sealed class DatabaseFaultTests(BreakableServers breakable) : IAsyncLifetime, IDisposable
{
    private readonly FakeLoggerProvider _log = new();
    private ServerPair _servers = null!;
    private Scenario _scenario = null!;

    public async Task InitializeAsync()
    {
        _servers = await breakable.TakeAsync();
        _scenario = await Scenario.CreateAsync(_servers);
        await _scenario.DeclareTopologyAsync();
    }

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Likes_wait_while_the_database_is_read_only()
    {
        var product = await AddProductAsync();
        await SqlAsync("SET GLOBAL TRANSACTION READ ONLY");
        try
        {
            await StartWorkerAsync();
            await using var channel = await _scenario.OpenChannelAsync();
            for (var like = 0; like < 30; like++)
                await channel.SendAsync("admin", "product_liked", $"{product}", $"like {like}");
            await LoggedAsync("The database is unavailable");
            Assert.Equal(0u, await channel.CountAsync("admin.dead"));
        }
        finally
        {
            await SqlAsync("SET GLOBAL TRANSACTION READ WRITE");
        }

        await LikesAreAsync(product, 30);
        await NothingDiedAsync();
    }

    [Fact]
    public async Task Likes_wait_for_a_locked_row_and_delay_no_others()
    {
        var (locked, free) = (await AddProductAsync(), await AddProductAsync());
        await using var db = _scenario.OpenAdmin();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync($"SELECT id FROM product WHERE id = {locked} FOR UPDATE");
        await StartWorkerAsync();
        await using var channel = await _scenario.OpenChannelAsync();
        for (var like = 0; like < 5; like++)
        {
            await channel.SendAsync("admin", "product_liked", $"{locked}", $"locked {like}");
            await channel.SendAsync("admin", "product_liked", $"{free}", $"free {like}");
        }

        // Much less than the server lets a statement wait for a lock.
        var soon = TimeSpan.FromSeconds(40);
        await LikesAreAsync(free, 5, soon);
        // What has waited once is tried again and waits again, and a message that comes now is served.
        await channel.SendAsync("admin", "product_liked", $"{free}", "free 5");
        await LikesAreAsync(free, 6, soon);
        await LikesAreAsync(locked, 0);
        await transaction.RollbackAsync();

        await LikesAreAsync(locked, 5);
        await NothingDiedAsync();
    }

    [Fact]
    public async Task Likes_wait_for_a_table_that_is_being_altered()
    {
        var product = await AddProductAsync();
        await using var db = _scenario.OpenAdmin();
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("LOCK TABLES product WRITE");
        await StartWorkerAsync();
        await using var channel = await _scenario.OpenChannelAsync();
        await channel.SendAsync("admin", "product_liked", $"{product}", "a");
        await LoggedAsync("waits for the database");
        await db.Database.ExecuteSqlRawAsync("UNLOCK TABLES");

        await LikesAreAsync(product, 1);
        await NothingDiedAsync();
    }

    [Fact]
    public async Task A_database_error_of_one_message_only_counts_as_the_messages_failure()
    {
        await _scenario.StartAsync(
            "Main.Worker",
            builder =>
            {
                builder.AddMainData();
                builder.AddConsumer<MainDbContext, ProductEvent, RefusedHandler>("main");
            },
            ("Messaging:MaxAttempts", "2")
        );
        await using var channel = await _scenario.OpenChannelAsync();
        await channel.SendAsync("main", "product_deleted", $"{RefusedHandler.BadProduct}", "bad");
        await Eventually.IsTrueAsync(() => Task.FromResult(RefusedHandler.Tries > 3), "it is tried again and again while it is alone");
        Assert.Equal(0u, await channel.CountAsync("main.dead"));

        var next = 1000;
        await Eventually.IsTrueAsync(
            async () =>
            {
                await channel.SendAsync("main", "product_deleted", $"{next}", $"good {next++}");
                return await channel.CountAsync("main.dead") == 1;
            },
            "it is dead when others succeed and it does not",
            pause: TimeSpan.FromMilliseconds(200)
        );
    }

    [Fact]
    public async Task What_a_consumer_held_when_the_broker_closed_its_channel_is_counted_once()
    {
        var product = await AddProductAsync();
        await _servers.RabbitMqCtlAsync("eval", "application:set_env(rabbit, consumer_timeout, 1000).");
        try
        {
            await StartWorkerAsync();
            await using var channel = await _scenario.OpenChannelAsync();
            await channel.SendAsync("admin", "product_liked", $"{product}");
            await LikesAreAsync(product, 1);

            await _servers.MySql.FreezeAsync();
            await channel.SendAsync("admin", "product_liked", $"{product}");
            await Eventually.IsTrueAsync(async () => await UnacknowledgedAsync() == 1, "the consumer holds the second like");
            // The broker looks for late consumers once a minute; here it is asked to until it has found one. The consumer may learn of it only
            // when the database answers: a connection that is being opened cannot be given up before its time-out.
            await Eventually.IsTrueAsync(
                async () =>
                {
                    await _servers.RabbitMqCtlAsync("eval", "[P ! tick || P <- rabbit_channel:list_local()].");
                    return await UnacknowledgedAsync() == 0 || _log.Collector.All().Contains("is reconnecting", StringComparison.Ordinal);
                },
                "the broker closes the channel",
                pause: TimeSpan.FromMilliseconds(500)
            );
            await _servers.MySql.ResumeAsync();

            await LoggedAsync("is reconnecting");
            await LikesAreAsync(product, 2);
            await NothingDiedAsync();
        }
        finally
        {
            await _servers.RabbitMqCtlAsync("eval", "application:set_env(rabbit, consumer_timeout, 1800000).");
        }
    }

    [Theory]
    [InlineData("40001", 1213, FailureKind.Transient)]
    [InlineData("HY000", 1205, FailureKind.Transient)]
    [InlineData("08004", 1040, FailureKind.Transient)]
    [InlineData("70100", 1317, FailureKind.Transient)]
    [InlineData("70100", 1969, FailureKind.Transient)]
    [InlineData("HY000", 3024, FailureKind.Transient)]
    [InlineData("42000", 1226, FailureKind.Transient)]
    [InlineData("23000", 1062, FailureKind.Transient)]
    [InlineData("HY000", 1021, FailureKind.Transient)]
    [InlineData("HY000", 1114, FailureKind.Database)]
    [InlineData("HY000", 1290, FailureKind.Database)]
    [InlineData("25006", 1792, FailureKind.Database)]
    [InlineData("HY000", 1836, FailureKind.Database)]
    [InlineData("42000", 1142, FailureKind.Database)]
    [InlineData("42S02", 1146, FailureKind.Database)]
    [InlineData("22001", 1406, FailureKind.Message)]
    [InlineData("22003", 1690, FailureKind.Message)]
    [InlineData("23000", 1048, FailureKind.Message)]
    public async Task A_server_error_is_classified_as_the_databases_or_the_messages(string state, int number, object expected)
    {
        var error = await Assert.ThrowsAsync<MySqlException>(() =>
            SqlAsync($"SIGNAL SQLSTATE '{state}' SET MYSQL_ERRNO = {number}, MESSAGE_TEXT = 'test'")
        );

        Assert.Equal(expected, DatabaseFailure.KindOf(new InvalidOperationException("wrapped", error)));
    }

    private Task StartWorkerAsync() =>
        _scenario.StartAsync(
            "Admin.Worker",
            builder =>
            {
                builder.Logging.AddProvider(_log);
                builder.AddAdminData();
                AdminWorker.AddWork(builder);
            },
            ("Messaging:MaxAttempts", "1")
        );

    private Task LoggedAsync(string text) =>
        Eventually.IsTrueAsync(
            () => Task.FromResult(_log.Collector.All().Contains(text, StringComparison.Ordinal)),
            $"the log says '{text}'"
        );

    /// <summary>What the consumers of the broker's channels hold, all virtual hosts together.</summary>
    private async Task<int> UnacknowledgedAsync() =>
        int.Parse(
            await _servers.RabbitMqCtlAsync(
                "eval",
                "lists:sum([N || [{_, N}] <- rabbit_channel:info_all([messages_unacknowledged]), is_integer(N)])."
            ),
            CultureInfo.InvariantCulture
        );

    private async Task SqlAsync(string sql)
    {
        await using var connection = new MySqlConnection(_servers.MySqlConnectionString);
        await connection.OpenAsync();
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<int> AddProductAsync()
    {
        await using var db = _scenario.OpenAdmin();
        var product = new Product { Title = "t", Image = "i" };
        db.Products.Add(product);
        await db.SaveChangesAsync();
        return product.Id;
    }

    private Task LikesAreAsync(int product, ulong expected, TimeSpan? within = null) =>
        Eventually.IsTrueAsync(
            async () =>
            {
                await using var db = _scenario.OpenAdmin();
                var likes = (await db.Products.SingleAsync(row => row.Id == product)).Likes;
                Assert.True(likes <= expected, $"{likes} likes were counted where {expected} were sent.");
                return likes == expected;
            },
            $"{expected} likes are counted",
            within
        );

    private async Task NothingDiedAsync()
    {
        await using var channel = await _scenario.OpenChannelAsync();
        Assert.Equal(0u, await channel.CountAsync("admin.dead"));
    }

    /// <summary>Has the database refuse one product, with an error that says nothing of whose it is.</summary>
    private sealed class RefusedHandler : IBatchHandler<MainDbContext, ProductEvent>
    {
        internal const int BadProduct = 13;
        private static int _tries;

        internal static int Tries => Volatile.Read(ref _tries);

        public async Task HandleAsync(MainDbContext db, IReadOnlyList<ProductEvent> events, CancellationToken cancellationToken)
        {
            if (!events.Any(deleted => deleted.ProductId == BadProduct))
                return;
            Interlocked.Increment(ref _tries);
            await db.Database.ExecuteSqlRawAsync(
                "SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1105, MESSAGE_TEXT = 'unknown'",
                cancellationToken
            );
        }
    }
}
