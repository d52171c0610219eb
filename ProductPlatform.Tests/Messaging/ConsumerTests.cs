using System.Text;
using Admin.Data.Products;
using Main.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;
using ProductPlatform.Tests.Platform.Faults;
using RabbitMQ.Client;

namespace ProductPlatform.Tests.Messaging;

public sealed class ConsumerTests : IAsyncLifetime
{
    private Scenario _scenario = null!;
    private int _product;

    public async Task InitializeAsync()
    {
        _scenario = await Scenario.CreateAsync();
        await using var db = _scenario.OpenAdmin();
        var product = new Product { Title = "t", Image = "i" };
        db.Products.Add(product);
        await db.SaveChangesAsync();
        _product = product.Id;
    }

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    [Fact]
    public async Task A_message_that_comes_twice_is_counted_once()
    {
        // With a single attempt a duplicate that is taken for a failure is a dead letter at once.
        var worker = await StartCountingAsync(("Messaging:MaxAttempts", "1"));
        await using var channel = await _scenario.OpenChannelAsync();
        var id = Guid.CreateVersion7().ToString();
        await channel.SendAsync("admin", "product_liked", $"{_product}", id);
        await LikesAreAsync(1);

        await channel.SendAsync("admin", "product_liked", $"{_product}", id);
        await channel.SendAsync("admin", "product_liked", $"{_product}", "another");
        await LikesAreAsync(2);
        await _scenario.IsDownToAsync("admin", 0);
        await NothingDiedAsync(worker, channel);
    }

    [Fact]
    public async Task Two_copies_in_one_batch_are_counted_once()
    {
        var worker = await _scenario.StartAdminWorkerAsync();
        await _scenario.DeclareTopologyAsync();
        await worker.StopAsync();
        await using var channel = await _scenario.OpenChannelAsync();
        for (var copy = 0; copy < 50; copy++)
            await channel.SendAsync("admin", "product_liked", $"{_product}", "an id that is no uuid");
        await channel.SendAsync("admin", "product_liked", $"{_product}", "the last");

        var next = await StartCountingAsync(("Messaging:MaxAttempts", "1"));
        await LikesAreAsync(2);
        await NothingDiedAsync(next, channel);
    }

    [Fact]
    public async Task Messages_without_an_id_are_each_counted()
    {
        await StartCountingAsync();
        await using var channel = await _scenario.OpenChannelAsync();
        for (var like = 0; like < 3; like++)
        {
            await channel.SendAsync(
                "admin",
                new BasicProperties { ContentType = "product_liked" },
                Encoding.UTF8.GetBytes($"\"{_product}\"")
            );
        }

        await LikesAreAsync(3);
    }

    [Fact]
    public async Task A_malformed_message_is_kept_unchanged_with_a_reason_and_its_neighbours_are_applied()
    {
        await StartCountingAsync();
        await using var channel = await _scenario.OpenChannelAsync();
        await channel.SendAsync("admin", "product_liked", $"{_product}", "a");
        // The sending client writes the trace context that it really sends into the headers given.
        Dictionary<string, object?> headers = new()
        {
            ["x-mine"] = "kept",
            ["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        };
        await channel.SendAsync("admin", "product_liked", "not json", "b", headers);
        await channel.SendAsync("admin", "product_liked", $"{_product}", "c");
        await LikesAreAsync(2);

        var dead = Assert.Single(await _scenario.TakeAsync("admin.dead", 1));
        Assert.Equal("not json", Encoding.UTF8.GetString(dead.Body.Span));
        Assert.Equal("b", dead.BasicProperties.MessageId);
        Assert.Equal("kept", Header(dead, "x-mine"));
        Assert.Equal(
            headers["traceparent"] is byte[] sent ? Encoding.UTF8.GetString(sent) : headers["traceparent"],
            Header(dead, "traceparent")
        );
        Assert.Contains("not JSON", Header(dead, "x-reason"), StringComparison.Ordinal);
        Assert.Equal("admin", Header(dead, "x-original-routing-key"));
    }

    [Fact]
    public async Task A_message_that_fails_is_dead_lettered_after_its_attempts_and_no_other_is()
    {
        await _scenario.StartAsync(
            "Main.Worker",
            builder =>
            {
                builder.AddMainData();
                ProductPlatform.Messaging.MessagingExtensions.AddConsumer<MainDbContext, ProductEvent, FailingHandler>(builder, "main");
            },
            ("Messaging:MaxAttempts", "3")
        );
        await _scenario.DeclareTopologyAsync();
        await using var channel = await _scenario.OpenChannelAsync();
        for (var id = 1; id <= 20; id++)
            await channel.SendAsync("main", "product_created", $$"""{"id":{{id}},"title":"t","image":"i","likes":0}""", $"message {id}");

        var dead = Assert.Single(await _scenario.TakeAsync("main.dead", 1));
        Assert.Equal($"message {FailingHandler.BadProduct}", dead.BasicProperties.MessageId);
        Assert.Contains("failed 3 times", Header(dead, "x-reason"), StringComparison.Ordinal);
        await Eventually.IsTrueAsync(
            async () =>
            {
                await using var db = _scenario.OpenMain();
                return await db.Products.CountAsync() == 19;
            },
            "the other nineteen are applied"
        );
    }

    [Fact]
    public async Task A_like_for_an_unknown_product_is_acknowledged_and_ignored()
    {
        await StartCountingAsync();
        await using var channel = await _scenario.OpenChannelAsync();
        await channel.SendAsync("admin", "product_liked", "999999", "a");
        await channel.SendAsync("admin", "product_liked", $"{_product}", "b");
        await LikesAreAsync(1);
        Assert.Equal(0u, await channel.CountAsync("admin"));
        Assert.Equal(0u, await channel.CountAsync("admin.dead"));
    }

    [Fact]
    public async Task A_consumer_holds_no_more_than_its_prefetch()
    {
        await StartCountingAsync(("Messaging:BatchSize", "5"), ("Messaging:Prefetch", "10"));
        await using var channel = await _scenario.OpenChannelAsync();
        await using var db = _scenario.OpenAdmin();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync($"SELECT id FROM product WHERE id = {_product} FOR UPDATE");
        for (var like = 0; like < 50; like++)
            await channel.SendAsync("admin", "product_liked", $"{_product}", $"like {like}");

        // The first batch waits for the row; what it and the prefetch leave is there for others.
        var others = await _scenario.TakeAsync("admin", 40);
        await transaction.RollbackAsync();
        await LikesAreAsync(50ul - (ulong)others.Count);
    }

    [Fact]
    public async Task A_consumer_whose_queue_is_deleted_declares_it_again_and_continues()
    {
        // It is told: it does not wait to be struck by the silence.
        await StartCountingAsync(("Messaging:ConsumerSilence", "00:05:00"));
        await using (var channel = await _scenario.OpenChannelAsync())
            await channel.QueueDeleteAsync("admin");

        await _scenario.WaitForQueueAsync("admin");
        await using var next = await _scenario.OpenChannelAsync();
        await next.SendAsync("admin", "product_liked", $"{_product}", "a");
        await LikesAreAsync(1);
    }

    [Fact]
    public async Task A_consumer_cancelled_without_notice_is_detected_and_restarted()
    {
        await using var wire = new DeafWire(_scenario.Broker);
        await _scenario.StartAdminWorkerAsync(("ConnectionStrings:messaging", wire.Address), ("Messaging:ConsumerSilence", "00:00:01"));
        await _scenario.DeclareTopologyAsync();
        await using var channel = await _scenario.OpenChannelAsync();
        await channel.SendAsync("admin", "product_liked", $"{_product}", "a");
        await LikesAreAsync(1);

        await channel.QueueDeleteAsync("admin");
        await Eventually.IsTrueAsync(() => Task.FromResult(wire.Swallowed == 1), "the notice is swallowed");
        await _scenario.DeclareTopologyAsync();
        await channel.SendAsync("admin", "product_liked", $"{_product}", "b");
        await LikesAreAsync(2);
    }

    /// <summary>The broker still counts such a consumer, and delivers nothing to it.</summary>
    [Fact]
    public async Task A_queue_that_is_deleted_and_declared_again_at_once_is_consumed()
    {
        await _scenario.StartAdminWorkerAsync(("Messaging:ConsumerSilence", "00:00:01"));
        await _scenario.DeclareTopologyAsync();
        await using var channel = await _scenario.OpenChannelAsync();
        await channel.SendAsync("admin", "product_liked", $"{_product}", "a");
        await LikesAreAsync(1);

        await channel.QueueDeleteAsync("admin");
        await _scenario.DeclareTopologyAsync();
        await channel.SendAsync("admin", "product_liked", $"{_product}", "b");
        await LikesAreAsync(2);
    }

    [Fact]
    public async Task A_message_whose_dead_letter_queue_is_missing_is_kept_until_it_exists()
    {
        await StartCountingAsync();
        await using var channel = await _scenario.OpenChannelAsync();
        await channel.SendAsync("admin", "product_liked", $"{_product}", "a");
        await LikesAreAsync(1);

        await channel.QueueDeleteAsync("admin.dead");
        await channel.SendAsync("admin", "product_liked", "not json", "b");
        Assert.Equal("b", Assert.Single(await _scenario.TakeAsync("admin.dead", 1)).BasicProperties.MessageId);
    }

    [Fact]
    public async Task Two_workers_lose_no_like_of_one_product()
    {
        await _scenario.StartAdminWorkerAsync(("Messaging:BatchSize", "5"), ("Messaging:Prefetch", "10"));
        await _scenario.StartAdminWorkerAsync(("Messaging:BatchSize", "5"), ("Messaging:Prefetch", "10"));
        await _scenario.DeclareTopologyAsync();
        await using var channel = await _scenario.OpenChannelAsync();
        const int Count = 500;
        await Task.WhenAll(
            Enumerable.Range(1, Count).Select(id => channel.SendAsync("admin", "product_liked", $"{_product}", $"like {id}").AsTask())
        );
        await LikesAreAsync(Count);
    }

    [Fact]
    public async Task A_queue_that_others_declared_otherwise_is_used_as_it_is_with_degraded_health()
    {
        await using var channel = await _scenario.OpenChannelAsync();
        await channel.QueueDeclareAsync("admin", durable: true, exclusive: false, autoDelete: false);
        var worker = await _scenario.StartAdminWorkerAsync();
        await channel.SendAsync("admin", "product_liked", $"{_product}", "a");
        await LikesAreAsync(1);

        var health = await worker.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("admin", health.Entries["queues"].Description, StringComparison.Ordinal);
    }

    private async Task<IHost> StartCountingAsync(params (string Key, string Value)[] settings)
    {
        var worker = await _scenario.StartAdminWorkerAsync(settings);
        await _scenario.DeclareTopologyAsync();
        return worker;
    }

    /// <summary>Stops the worker, which finishes its batch, and looks for what it gave up.</summary>
    private static async Task NothingDiedAsync(IHost worker, IChannel channel)
    {
        await worker.StopAsync();
        Assert.Equal(0u, await channel.CountAsync("admin.dead"));
    }

    private Task LikesAreAsync(ulong expected) =>
        Eventually.IsTrueAsync(
            async () =>
            {
                await using var db = _scenario.OpenAdmin();
                var likes = (await db.Products.SingleAsync(product => product.Id == _product)).Likes;
                Assert.True(likes <= expected, $"{likes} likes were counted where {expected} were sent.");
                return likes == expected;
            },
            $"{expected} likes are counted"
        );

    private static string? Header(BasicGetResult message, string name) =>
        message.BasicProperties.Headers!.TryGetValue(name, out var value) && value is byte[] text ? Encoding.UTF8.GetString(text) : null;
}
