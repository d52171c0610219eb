using System.Text;
using Admin.Data;
using Admin.Data.Products;
using Admin.Worker;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Messaging.Receiving;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;
using ProductPlatform.Tests.Platform.Faults;
using RabbitMQ.Client;

namespace ProductPlatform.Tests.Messaging;

/// <summary>
/// Committed means acknowledged: likes without a message id, which no inbox recognises by it, show every commit that is not.
/// </summary>
public sealed class AcknowledgementTests : IAsyncLifetime
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
        await _scenario.DeclareTopologyAsync();
    }

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    [Theory]
    [InlineData(1_795_782_861_449L)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(-1L)]
    [InlineData(253_402_300_800L)]
    public async Task A_like_with_an_odd_timestamp_is_counted_once(long timestamp)
    {
        await using var channel = await _scenario.OpenChannelAsync();
        await channel.SendAsync(
            "admin",
            new BasicProperties { Type = "product_liked", Timestamp = new AmqpTimestamp(timestamp) },
            Encoding.UTF8.GetBytes($"{_product}")
        );
        await LikeAsync(channel);

        await _scenario.StartAdminWorkerAsync(("Messaging:MaxAttempts", "1"));

        await LikesAreAsync(2);
        await QueueIsEmptyAsync(channel);
        Assert.Equal(0u, await channel.CountAsync("admin.dead"));
    }

    [Fact]
    public async Task A_dead_letter_queue_that_refuses_delays_no_like_and_none_is_counted_twice()
    {
        // A quorum queue refuses once it has more than it may: with nothing in it, it takes one.
        await using var channel = await _scenario.OpenChannelAsync();
        foreach (var letter in (string[])["first", "second"])
            await channel.SendAsync("admin.dead", "product_liked", letter);
        await PolicyAsync(
            "set_policy",
            "full",
            @"^admin\.dead$",
            """{"max-length":1,"overflow":"reject-publish"}""",
            "--apply-to",
            "queues"
        );
        await LikeAsync(channel);
        await channel.SendAsync("admin", "product_liked", "poison");
        await LikeAsync(channel);

        await _scenario.StartAdminWorkerAsync();

        await LikesAreAsync(2);
        for (ulong like = 3; like <= 6; like++)
        {
            await LikeAsync(channel);
            await LikesAreAsync(like);
        }

        // The poison alone is not acknowledged.
        await _scenario.IsDownToAsync("admin", 1);
        await PolicyAsync("clear_policy", "full");
        Assert.Equal(
            ["first", "second", "poison"],
            (await _scenario.TakeAsync("admin.dead", 3)).Select(letter => Encoding.UTF8.GetString(letter.Body.Span))
        );
        await LikesAreAsync(6);
        await QueueIsEmptyAsync(channel);
    }

    [Fact]
    public async Task A_like_whose_commit_response_was_lost_is_counted_once()
    {
        var lossy = new LossyCommits();
        await _scenario.StartAsync(
            "Admin.Worker",
            builder =>
            {
                builder.AddAdminData();
                builder.Services.ConfigureDbContext<AdminDbContext>(options => options.AddInterceptors(lossy));
                AdminWorker.AddWork(builder);
            }
        );
        lossy.LoseNext();
        await using var channel = await _scenario.OpenChannelAsync();
        await LikeAsync(channel);

        await QueueIsEmptyAsync(channel);
        await LikesAreAsync(1);
        Assert.Equal(1, lossy.Lost);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    public async Task A_redelivered_like_is_counted_unless_it_was_applied_and_not_acknowledged(int applied, int counted)
    {
        await using var channel = await _scenario.OpenChannelAsync();
        await LikeAsync(channel);
        await LikeAsync(channel);
        await RedeliverAsync(2);
        await using (var db = _scenario.OpenAdmin())
        {
            var fingerprint = Fingerprints.Of(new BasicProperties { Type = "product_liked" }, Encoding.UTF8.GetBytes($"{_product}"));
            db.AddRange(
                Enumerable
                    .Range(0, applied)
                    .Select(_ => new UnacknowledgedMessage(Guid.CreateVersion7(), fingerprint, DateTime.UtcNow.AddMinutes(-5)))
            );
            await db.SaveChangesAsync();
        }

        await _scenario.StartAdminWorkerAsync();
        await QueueIsEmptyAsync(channel);

        await LikesAreAsync((ulong)counted);
        await Eventually.IsTrueAsync(async () => await UnacknowledgedAsync() == 0, "what is acknowledged is forgotten");
    }

    [Fact]
    public async Task A_redelivered_like_waits_while_another_consumer_may_be_about_to_acknowledge_its_copy()
    {
        await using var channel = await _scenario.OpenChannelAsync();
        await LikeAsync(channel);
        await RedeliverAsync(1);
        var fingerprint = Fingerprints.Of(new BasicProperties { Type = "product_liked" }, Encoding.UTF8.GetBytes($"{_product}"));
        await using var db = _scenario.OpenAdmin();
        var twin = new UnacknowledgedMessage(Guid.CreateVersion7(), fingerprint, DateTime.UtcNow.AddSeconds(-20));
        db.Add(twin);
        await db.SaveChangesAsync();
        await _scenario.StartAdminWorkerAsync();

        // A like that comes later is counted: the consumer has looked at the first.
        await LikeAsync(channel);
        await LikesAreAsync(1);
        db.Remove(twin);
        await db.SaveChangesAsync();

        await LikesAreAsync(2);
    }

    [Fact]
    public async Task The_same_like_for_a_consumer_that_acknowledged_it_is_another_like()
    {
        await _scenario.StartAdminWorkerAsync();
        await using var channel = await _scenario.OpenChannelAsync();
        for (ulong like = 1; like <= 3; like++)
        {
            await LikeAsync(channel);
            await LikesAreAsync(like);
        }

        await Eventually.IsTrueAsync(async () => await UnacknowledgedAsync() == 0, "what is acknowledged is forgotten");
    }

    private ValueTask LikeAsync(IChannel channel) => channel.SendAsync("admin", "product_liked", $"{_product}");

    /// <summary>Takes messages and gives them back, after which the broker says of them that they may have been delivered before.</summary>
    private async Task RedeliverAsync(int count)
    {
        await using var channel = await _scenario.OpenChannelAsync();
        for (var message = 0; message < count; message++)
            Assert.NotNull(await channel.BasicGetAsync("admin", autoAck: false));
    }

    private async Task<int> UnacknowledgedAsync()
    {
        await using var db = _scenario.OpenAdmin();
        return await db.Set<UnacknowledgedMessage>().CountAsync();
    }

    private Task<string> PolicyAsync(params string[] arguments) =>
        _scenario.Servers.RabbitMqCtlAsync([arguments[0], "-p", new Uri(_scenario.Broker).AbsolutePath[1..], .. arguments[1..]]);

    private async Task QueueIsEmptyAsync(IChannel channel)
    {
        await _scenario.IsDownToAsync("admin", 0);
        Assert.Equal(0u, await channel.CountAsync("admin"));
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
}
