using System.Data;
using Admin.Data;
using Admin.Data.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using ProductPlatform.Database;
using ProductPlatform.Messaging.Publishing;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;
using RabbitMQ.Client;

namespace ProductPlatform.Tests.Messaging;

public sealed class RelayTests : IAsyncLifetime
{
    private Scenario _scenario = null!;

    public async Task InitializeAsync() => _scenario = await Scenario.CreateAsync();

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    [Fact]
    public async Task A_committed_event_is_published_and_its_row_deleted()
    {
        var api = await _scenario.StartAdminApiAsync();
        await CreateProductAsync(api, "kettle");
        await _scenario.DeclareTopologyAsync();

        var message = Assert.Single(await _scenario.TakeAsync("main", 1));
        Assert.Equal("product_created", message.RoutingKey);
        await Eventually.IsTrueAsync(async () => await Scenario.OutboxDepthAsync(_scenario.OpenAdmin()) == 0, "the outbox is empty");
    }

    [Fact]
    public async Task An_event_of_a_change_that_was_rolled_back_is_never_published()
    {
        var api = await _scenario.StartAdminApiAsync();
        await using (var db = _scenario.OpenAdmin())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Outbox.Add(OutgoingEvents.ProductDeleted(77, 1, DateTime.UtcNow));
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
        }

        await CreateProductAsync(api, "after");
        await _scenario.DeclareTopologyAsync();

        await using var channel = await _scenario.OpenChannelAsync();
        var message = Assert.Single(await _scenario.TakeAsync("main", 1));
        Assert.Equal("product_created", message.RoutingKey);
        Assert.Equal(0u, await channel.CountAsync("main"));
    }

    [Fact]
    public async Task A_commit_wakes_the_relay_without_waiting_for_the_poll()
    {
        var api = await _scenario.StartAdminApiAsync(("Messaging:PollInterval", "00:01:00"));
        await _scenario.DeclareTopologyAsync();
        await CreateProductAsync(api, "first");
        await using var channel = await _scenario.OpenChannelAsync();
        await _scenario.TakeAsync("main", 1);

        // The relay is now waiting for the minute of its poll, or for a commit.
        await CreateProductAsync(api, "second");
        await Eventually.IsTrueAsync(
            async () => await channel.CountAsync("main") == 1,
            "the second event is there",
            TimeSpan.FromSeconds(20)
        );
    }

    [Fact]
    public async Task A_row_that_another_process_committed_is_found_by_the_poll()
    {
        await _scenario.StartAdminApiAsync();
        await _scenario.DeclareTopologyAsync();
        await using (var db = _scenario.OpenAdmin())
        {
            db.Outbox.Add(OutgoingEvents.ProductDeleted(5, 3, DateTime.UtcNow));
            await db.SaveChangesAsync();
        }

        Assert.Equal("product_deleted", Assert.Single(await _scenario.TakeAsync("main", 1)).RoutingKey);
    }

    [Fact]
    public async Task A_row_that_is_committed_after_one_with_a_higher_id_is_published()
    {
        await _scenario.StartAdminApiAsync();
        await _scenario.DeclareTopologyAsync();
        await using var slow = _scenario.OpenAdmin();
        await using var transaction = await slow.Database.BeginTransactionAsync();
        slow.Outbox.Add(OutgoingEvents.ProductDeleted(1, 2, DateTime.UtcNow));
        await slow.SaveChangesAsync();

        await AddRowsAsync(1);
        await _scenario.TakeAsync("main", 1);
        await Eventually.IsTrueAsync(
            async () => await Scenario.OutboxDepthAsync(_scenario.OpenAdmin()) == 0,
            "the relay is past the higher id"
        );
        await transaction.CommitAsync();
        await _scenario.TakeAsync("main", 1);
    }

    [Fact]
    public async Task Of_two_relays_one_publishes_and_the_other_takes_over_when_it_stops()
    {
        // Small passes for some seconds: two that both published would meet each other's rows, though a standby looks only once a second.
        (string, string)[] settings = [("Messaging:RelayBatchSize", "1")];
        var first = await _scenario.StartAdminApiAsync(settings);
        await _scenario.StartAdminApiAsync(settings);
        await _scenario.DeclareTopologyAsync();
        const int Count = 600;
        await AddRowsAsync(Count);

        await using var channel = await _scenario.OpenChannelAsync();
        var messages = await _scenario.TakeAsync("main", Count);
        await Eventually.IsTrueAsync(async () => await Scenario.OutboxDepthAsync(_scenario.OpenAdmin()) == 0, "the outbox is empty");
        Assert.Equal(0u, await channel.CountAsync("main"));
        Assert.Equal(Count, messages.Select(message => message.BasicProperties.MessageId).Distinct().Count());

        await first.StopAsync();
        await AddRowsAsync(10);
        await _scenario.TakeAsync("main", 10);
    }

    [Fact]
    public async Task A_relay_that_disconnects_does_not_keep_its_lock_in_a_pooled_connection()
    {
        var api = await _scenario.StartAdminApiAsync();
        await _scenario.DeclareTopologyAsync();
        await CreateProductAsync(api, "kettle");
        await _scenario.TakeAsync("main", 1);

        // Not from the pool: taking a connection out of it resets the connection, and so releases its locks.
        await using var db = new AdminDbContext(
            new DbContextOptionsBuilder<AdminDbContext>()
                .UseMySql($"{_scenario.AdminDatabase};Pooling=False", DatabaseExtensions.Dialect)
                .Options
        );
        await db.Database.OpenConnectionAsync();
        var next = new OutboxTable(db, TimeProvider.System);
        Assert.False(await next.LeadsAsync(CancellationToken.None));

        await api.StopAsync();
        Assert.True(await next.LeadsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_unroutable_event_stays_degrades_health_and_is_delivered_once_its_queue_is_back()
    {
        var api = await _scenario.StartAdminApiAsync();
        await _scenario.DeclareTopologyAsync();
        await using var channel = await _scenario.OpenChannelAsync();
        await channel.QueueDeleteAsync("main");

        await CreateProductAsync(api, "lost?");
        await Eventually.IsTrueAsync(
            async () =>
            {
                await using var db = _scenario.OpenAdmin();
                return await db.Outbox.AnyAsync(message =>
                    message.Attempts > 0 && message.LastError != null && message.NextAttemptAt != null
                );
            },
            "the returned event is kept with a reason"
        );
        var health = await api.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Degraded, health.Entries["outbox"].Status);

        Assert.Single(await _scenario.TakeAsync("main", 1));
        await Eventually.IsTrueAsync(async () => await Scenario.OutboxDepthAsync(_scenario.OpenAdmin()) == 0, "the outbox is empty");
    }

    [Fact]
    public async Task A_relay_whose_connections_are_closed_reconnects()
    {
        var api = await _scenario.StartAdminApiAsync();
        await _scenario.DeclareTopologyAsync();
        for (var round = 0; round < 3; round++)
        {
            await _scenario.CloseConnectionsAsync("admin.api publisher");
            await CreateProductAsync(api, "again");
        }

        var messages = await _scenario.TakeAsync("main", 3);
        Assert.Equal(3, messages.Select(message => message.BasicProperties.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task A_context_that_the_relay_used_closes_its_connection_after_a_query()
    {
        var api = await _scenario.StartAdminApiAsync();
        await _scenario.DeclareTopologyAsync();
        await AddRowsAsync(1);
        await Eventually.IsTrueAsync(async () => await Scenario.OutboxDepthAsync(_scenario.OpenAdmin()) == 0, "the relay has a connection");
        await api.StopAsync();

        // More at once than the process ever had: the relay's is among them.
        List<AsyncServiceScope> scopes = [.. Enumerable.Range(0, 20).Select(_ => api.Services.CreateAsyncScope())];
        foreach (var scope in scopes)
        {
            var db = scope.ServiceProvider.GetRequiredService<AdminDbContext>();
            await db.Products.AnyAsync();
            Assert.Equal(ConnectionState.Closed, db.Database.GetDbConnection().State);
        }

        foreach (var scope in scopes)
            await scope.DisposeAsync();
    }

    private async Task AddRowsAsync(int count)
    {
        await using var db = _scenario.OpenAdmin();
        db.Outbox.AddRange(Enumerable.Range(1, count).Select(id => OutgoingEvents.ProductDeleted(id, 2, DateTime.UtcNow)));
        await db.SaveChangesAsync();
    }

    private static async Task CreateProductAsync(IHost api, string title)
    {
        await using var scope = api.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ProductStore>().CreateAsync(title, "i", 0, "test", CancellationToken.None);
    }
}
