using Admin.Data;
using Admin.Data.Likes;
using Admin.Data.Products;
using Admin.Worker;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProductPlatform.Database;
using ProductPlatform.Messaging.Connection;
using ProductPlatform.Messaging.Publishing;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Messaging;

/// <summary>A holder that vanishes closes nothing: its lock is free within seconds all the same.</summary>
public sealed class SilentHolderTests : IAsyncLifetime
{
    private Scenario _scenario = null!;

    public async Task InitializeAsync() => _scenario = await Scenario.CreateAsync();

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    [Fact]
    public async Task A_lock_is_released_when_its_holder_is_silent()
    {
        await using var vanished = _scenario.OpenAdmin();
        var held = new DatabaseLock(vanished, "test");
        await held.OpenAsync(TimeSpan.FromSeconds(2), CancellationToken.None);
        Assert.True(await held.AcquireAsync(TimeSpan.Zero, CancellationToken.None));
        await using var other = _scenario.OpenAdmin();
        var wanted = new DatabaseLock(other, "test");
        await wanted.OpenAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.False(await wanted.AcquireAsync(TimeSpan.Zero, CancellationToken.None));

        Assert.True(await wanted.AcquireAsync(TimeSpan.FromSeconds(30), CancellationToken.None));
        await wanted.ReleaseAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_leader_that_vanishes_is_replaced()
    {
        // As the relay opens it; and then it says nothing any more.
        await using var vanished = _scenario.OpenAdmin();
        var leader = new OutboxTable(vanished, TimeProvider.System);
        await leader.OpenAsync(TimeSpan.FromSeconds(3), CancellationToken.None);
        Assert.True(await leader.LeadsAsync(CancellationToken.None));

        await _scenario.StartAdminApiAsync();
        await AddEventAsync(DateTime.UtcNow);

        await Eventually.IsTrueAsync(async () => await Scenario.OutboxDepthAsync(_scenario.OpenAdmin()) == 0, "another relay publishes");
    }

    [Fact]
    public async Task A_transaction_is_ended_when_the_client_of_a_product_change_is_silent()
    {
        var limits = new SilenceLimits();
        var api = await StartAsync(limits);
        await using var scope = api.Services.CreateAsyncScope();

        await scope.ServiceProvider.GetRequiredService<ProductStore>().CreateAsync("t", "i", 0, "test", CancellationToken.None);

        Assert.All(limits.Seconds, seconds => Assert.Equal(30, seconds));
        Assert.NotEmpty(limits.Seconds);
    }

    [Fact]
    public async Task A_transaction_is_ended_when_its_consumer_is_silent()
    {
        await _scenario.DeclareTopologyAsync();
        await using var channel = await _scenario.OpenChannelAsync();
        await channel.SendAsync("admin", "product_liked", "1", "a like");
        var limits = new SilenceLimits();

        await StartAsync(limits);
        await _scenario.IsDownToAsync("admin", 0);

        Assert.Equal(30, Assert.Single(limits.Seconds));
    }

    [Fact]
    public async Task Health_is_degraded_while_an_event_waits_for_long()
    {
        // No broker: the relay publishes nothing.
        var api = await _scenario.StartAdminApiAsync(("ConnectionStrings:messaging", "amqp://127.0.0.1:1"));
        await AddEventAsync(DateTime.UtcNow.AddSeconds(-29));
        Assert.Equal(HealthStatus.Healthy, (await OutboxAsync(api)).Status);

        await AddEventAsync(DateTime.UtcNow.AddSeconds(-31));
        await using (var db = _scenario.OpenAdmin())
            await db.Outbox.OrderBy(message => message.Id).Take(1).ExecuteDeleteAsync();

        var health = await OutboxAsync(api);
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("to be published", health.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_reconciles_on_different_servers_only_the_last_to_begin_corrects()
    {
        // Locks of two servers do not exclude each other: here the first gives its own up.
        await using var first = _scenario.OpenAdmin();
        var overtaken = Ledger(first);
        Assert.True(await overtaken.TryAcquireAsync(CancellationToken.None));
        await first.Database.ExecuteSqlRawAsync("DO RELEASE_ALL_LOCKS()");
        await using var second = _scenario.OpenAdmin();
        var last = Ledger(second);
        Assert.True(await last.TryAcquireAsync(CancellationToken.None));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => overtaken.CorrectAsync(1, 1, [], [], CancellationToken.None));

        Assert.Contains("Another reconcile", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await last.CorrectAsync(1, 1, [], [], CancellationToken.None));
        await last.ReleaseAsync();
    }

    private Task<IHost> StartAsync(SilenceLimits limits) =>
        _scenario.StartAsync(
            "Admin.Worker",
            builder =>
            {
                builder.AddAdminData();
                builder.Services.ConfigureDbContext<AdminDbContext>(options => options.AddInterceptors(limits));
                AdminWorker.AddWork(builder);
            }
        );

    private static LikeLedger Ledger(AdminDbContext db) => new(db, Options.Create(new MessagingOptions()), TimeProvider.System);

    private static async Task<HealthReportEntry> OutboxAsync(IHost api) =>
        (await api.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == "outbox")).Entries["outbox"];

    private async Task AddEventAsync(DateTime at)
    {
        await using var db = _scenario.OpenAdmin();
        db.Outbox.Add(OutgoingEvents.ProductDeleted(1, 1, at));
        await db.SaveChangesAsync();
    }

    /// <summary>
    /// Asks, in each transaction that saves something, how long the server would hear nothing of its connection before it ends it.
    /// </summary>
    private sealed class SilenceLimits : SaveChangesInterceptor
    {
        internal System.Collections.Concurrent.ConcurrentBag<long> Seconds { get; } = [];

        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            Seconds.Add(
                (
                    await eventData
                        .Context!.Database.SqlQueryRaw<long>("SELECT @@SESSION.wait_timeout AS Value")
                        .ToListAsync(cancellationToken)
                ).Single()
            );
            return result;
        }
    }
}
