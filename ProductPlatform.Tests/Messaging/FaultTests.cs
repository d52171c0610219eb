using System.Diagnostics;
using Admin.Data.Products;
using Main.Data;
using Main.Worker;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using ProductPlatform.Messaging.Publishing;
using ProductPlatform.Testing;
using ProductPlatform.Testing.Servers;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Messaging;

/// <summary>What happens when a server becomes unavailable.</summary>
[Collection(BreakingTests.Name)]
public sealed class FaultTests(BreakableServers breakable) : IAsyncLifetime
{
    private ServerPair _servers = null!;
    private Scenario _scenario = null!;

    public async Task InitializeAsync()
    {
        _servers = await breakable.TakeAsync();
        _scenario = await Scenario.CreateAsync(_servers);
    }

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    [Fact]
    public async Task While_the_broker_is_unavailable_changes_succeed_and_are_delivered_afterwards()
    {
        await _servers.RabbitMq.StopAsync();
        var api = await _scenario.StartAdminApiAsync();
        for (var i = 0; i < 20; i++)
            await CreateProductAsync(api);
        var health = await api.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Degraded, health.Status);

        await _servers.RabbitMq.StartAsync();
        await _scenario.StartMainWorkerAsync();
        await ProductsArriveAsync(20);
    }

    [Fact]
    public async Task What_a_frozen_broker_did_not_confirm_stays_and_is_delivered_when_it_resumes()
    {
        var api = await _scenario.StartAdminApiAsync(("Messaging:ConfirmTimeout", "00:00:01"));
        await _scenario.StartMainWorkerAsync();
        await CreateProductAsync(api);
        await ProductsArriveAsync(1);

        await _servers.RabbitMq.FreezeAsync();
        await CreateProductAsync(api);
        await Eventually.IsTrueAsync(
            async () =>
                (await api.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["messaging"].Status
                == HealthStatus.Degraded,
            "the publisher gives the frozen connection up long before missing heartbeats would",
            TimeSpan.FromSeconds(15)
        );
        Assert.Equal(1, await Scenario.OutboxDepthAsync(_scenario.OpenAdmin()));

        await _servers.RabbitMq.ResumeAsync();
        await ProductsArriveAsync(2);
    }

    [Fact]
    public async Task A_broker_without_memory_blocks_only_the_relay()
    {
        var api = await _scenario.StartAdminApiAsync(("Messaging:ConfirmTimeout", "00:00:02"));
        await _scenario.StartMainWorkerAsync();
        await CreateProductAsync(api);
        await ProductsArriveAsync(1);

        await _servers.RabbitMqCtlAsync("set_vm_memory_high_watermark", "0");
        try
        {
            await CreateProductAsync(api);
            await Eventually.IsTrueAsync(
                async () =>
                    (await api.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["messaging"]
                        is { Status: HealthStatus.Degraded, Description: "blocked by the broker" },
                "health says that the broker blocks"
            );
            Assert.Equal(1, await Scenario.OutboxDepthAsync(_scenario.OpenAdmin()));

            // Longer than a confirm may take: the relay keeps its connection and its lock, and health still says why nothing is published.
            var blocked = Stopwatch.GetTimestamp();
            await using var db = _scenario.OpenAdmin();
            var standby = new OutboxTable(db, TimeProvider.System);
            await standby.OpenAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
            await Eventually.IsTrueAsync(
                async () =>
                {
                    Assert.False(await standby.LeadsAsync(CancellationToken.None));
                    var connections = await _servers.RabbitMqCtlAsync("list_connections", "vhost", "state");
                    Assert.Equal(
                        "blocked by the broker",
                        (await api.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["messaging"].Description
                    );
                    return connections
                            .Split('\n')
                            .Count(line =>
                                line.StartsWith(new Uri(_scenario.Broker).AbsolutePath[1..], StringComparison.Ordinal)
                                && line.EndsWith("blocked", StringComparison.Ordinal)
                            ) == 1
                        && Stopwatch.GetElapsedTime(blocked) > TimeSpan.FromSeconds(5);
                },
                "one connection is blocked, for longer than a confirm may take",
                pause: TimeSpan.FromMilliseconds(500)
            );
        }
        finally
        {
            await _servers.RabbitMqCtlAsync("set_vm_memory_high_watermark", "0.6");
        }

        await ProductsArriveAsync(2);
    }

    [Fact]
    public async Task While_the_database_is_unavailable_the_consumer_pauses_and_counts_no_failed_attempts()
    {
        await _scenario.StartMainWorkerAsync(("Messaging:MaxAttempts", "1"));
        await _scenario.DeclareTopologyAsync();
        await _servers.MySql.KillAsync();
        await using var channel = await _scenario.OpenChannelAsync();
        for (var id = 1; id <= 50; id++)
            await channel.SendAsync("main", "product_created", $$"""{"id":{{id}},"title":"t","image":"i","likes":0}""", $"message {id}");

        // The consumer holds what it took; nothing is given up.
        await Eventually.IsTrueAsync(async () => await channel.CountAsync("main") == 0, "the consumer holds the messages");
        await _servers.MySql.StartAsync();
        await ProductsArriveAsync(50);
        Assert.Equal(0u, await channel.CountAsync("main.dead"));
    }

    [Fact]
    public async Task A_stopping_consumer_that_waits_for_the_database_returns_its_messages_at_once()
    {
        using var log = new FakeLoggerProvider();
        var worker = await _scenario.StartAsync(
            "Main.Worker",
            builder =>
            {
                builder.AddMainData();
                MainWorker.AddWork(builder);
                builder.Logging.AddProvider(log);
            }
        );
        await _scenario.DeclareTopologyAsync();
        await _servers.MySql.KillAsync();
        await using var channel = await _scenario.OpenChannelAsync();
        await channel.SendAsync("main", "product_created", """{"id":1,"title":"t","image":"i","likes":0}""", "message 1");
        await Eventually.IsTrueAsync(
            () =>
                Task.FromResult(
                    log.Collector.Ours(LogLevel.Warning).Any(text => text.Contains("is unavailable", StringComparison.Ordinal))
                ),
            "the consumer waits"
        );

        await worker.StopAsync().WaitAsync(TimeSpan.FromSeconds(8));
        await Eventually.IsTrueAsync(async () => await channel.CountAsync("main") == 1, "the message is back in the queue");
    }

    [Fact]
    public async Task Confirmed_events_survive_a_broker_killed_before_they_are_consumed()
    {
        var api = await _scenario.StartAdminApiAsync();
        for (var i = 0; i < 30; i++)
            await CreateProductAsync(api);
        await Eventually.IsTrueAsync(async () => await Scenario.OutboxDepthAsync(_scenario.OpenAdmin()) == 0, "the broker confirmed all");

        await _servers.RabbitMq.KillAsync();
        await _servers.RabbitMq.StartAsync();
        await _scenario.StartMainWorkerAsync();
        await ProductsArriveAsync(30);
    }

    private Task ProductsArriveAsync(int count) =>
        Eventually.IsTrueAsync(
            async () =>
            {
                await using var db = _scenario.OpenMain();
                return await db.Products.CountAsync() == count;
            },
            $"{count} products are in Main"
        );

    private static async Task CreateProductAsync(IHost api)
    {
        await using var scope = api.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ProductStore>().CreateAsync("t", "i", 0, "test", CancellationToken.None);
    }
}
