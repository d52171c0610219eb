using Admin.Data;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Messaging;
using ProductPlatform.Messaging.Connection;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Messaging.DeadLetters;
using ProductPlatform.Messaging.Receiving;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;
using RabbitMQ.Client;

namespace ProductPlatform.Tests.Messaging;

/// <summary>Dead letters that an operator sends back to their queue.</summary>
public sealed class ReplayTests : IAsyncLifetime
{
    private DeadLetterScenario _dead = null!;

    public async Task InitializeAsync() => _dead = await DeadLetterScenario.StartAsync();

    public async Task DisposeAsync() => await _dead.DisposeAsync();

    [Fact]
    public async Task A_replay_reports_the_outcome_of_each_message()
    {
        await _dead.BuryAsync("good");
        await _dead.BuryAsync("applied before");
        await _dead.Channel.SendAsync("admin", "product_liked", $"{_dead.Product}", "applied before");
        await _dead.Channel.SendAsync("admin.dead", "no such event", "body", "bad");
        await LikesAreAsync(1);

        var report = await _dead.Box.ReplayAsync(DeadLetterScenario.Queue, _ => true, TimeSpan.FromMinutes(1), CancellationToken.None);

        Assert.Equal(
            [("good", ReplayOutcome.Worked), ("applied before", ReplayOutcome.WorkedBefore), ("bad", ReplayOutcome.Failed)],
            report.Letters.Select(letter => (letter.Id, letter.Outcome))
        );
        Assert.Contains("not known", report.Letters[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_consumer_a_replayed_message_has_no_outcome_yet()
    {
        await _dead.Worker.StopAsync();
        await _dead.BuryAsync("waiting");

        var report = await _dead.Box.ReplayAsync(DeadLetterScenario.Queue, _ => true, TimeSpan.FromSeconds(1), CancellationToken.None);

        Assert.Equal(ReplayOutcome.Pending, Assert.Single(report.Letters).Outcome);
    }

    [Fact]
    public async Task A_replayed_message_is_processed_exactly_once()
    {
        await _dead.BuryAsync("like");
        Assert.Equal(1, await ReplayAsync("like"));
        await LikesAreAsync(1);

        await _dead.BuryAsync("like");
        Assert.Equal(1, await ReplayAsync("like"));
        await SentinelLikesAreAsync(2);
        await _dead.DeadAreAsync(0);
    }

    [Fact]
    public async Task A_replayed_message_goes_to_its_own_queue_and_to_no_other_that_its_sender_named()
    {
        await _dead.Channel.SendAsync("admin", "product_liked", "not json", "copied", new() { ["CC"] = new List<object> { "main" } });
        await _dead.DeadAreAsync(1);
        Assert.Equal(1u, await _dead.Channel.CountAsync("main"));

        await ReplayAsync("copied");
        await Eventually.IsTrueAsync(
            async () => await _dead.Box.FindAsync(DeadLetterScenario.Queue, "copied", CancellationToken.None) is { Letter.Replays: 1 },
            "it is dead once more"
        );
        Assert.Equal(1u, await _dead.Channel.CountAsync("main"));
    }

    [Fact]
    public async Task A_replay_reaches_no_other_queue_of_the_exchange()
    {
        await _dead.Channel.QueueDeclareAsync("bystander", durable: true, exclusive: false, autoDelete: false);
        await _dead.Channel.QueueBindAsync("bystander", Topology.LikeExchange, "#");
        await _dead.BuryAsync("like");

        await ReplayAsync();

        await LikesAreAsync(1);
        Assert.Equal(0u, await _dead.Channel.CountAsync("bystander"));
    }

    [Fact]
    public async Task Two_replays_at_once_process_each_message_once()
    {
        for (var letter = 0; letter < 30; letter++)
            await _dead.BuryAsync($"letter {letter}");

        var replayed = await Task.WhenAll(ReplayAsync(), ReplayAsync(box: _dead.NewBox()));

        Assert.Equal(30, replayed.Sum());
        await SentinelLikesAreAsync(31);
    }

    [Theory]
    [InlineData("like")]
    [InlineData(null)]
    public async Task A_replay_cut_off_between_publishing_and_acknowledging_loses_nothing_and_counts_nothing_twice(string? messageId)
    {
        await _dead.BuryAsync(messageId);
        await using (var session = await _dead.OpenSessionAsync(CancellationToken.None))
        {
            await foreach (var message in session.TakeAsync(CancellationToken.None))
                await DeadLetterBox.PublishAsync(session, DeadLetterScenario.Queue, message, replayQueue: null);
        }

        await LikesAreAsync(1);
        Assert.Equal(1, await ReplayAsync());
        await SentinelLikesAreAsync(2);
    }

    [Fact]
    public async Task Two_likes_without_an_id_that_look_the_same_are_both_counted_after_their_replay()
    {
        await _dead.Worker.StopAsync();
        var refusing = await _dead.Scenario.StartAsync(
            "Admin.Worker",
            builder =>
            {
                builder.AddAdminData();
                builder.AddConsumer<AdminDbContext, ProductLiked, RefusingHandler>(DeadLetterScenario.Queue);
            },
            ("Messaging:MaxAttempts", "1")
        );
        for (var like = 0; like < 2; like++)
            await _dead.Channel.SendAsync("admin", "product_liked", $"{_dead.Product}");
        await _dead.DeadAreAsync(2);
        await refusing.StopAsync();
        await _dead.Scenario.StartAdminWorkerAsync();

        await ReplayAsync();

        await LikesAreAsync(2);
    }

    [Fact]
    public async Task A_message_dead_lettered_again_is_replayed_once_and_has_its_replays_counted()
    {
        await _dead.Channel.SendAsync("admin", "product_liked", "not json", "a");
        await _dead.DeadAreAsync(1);

        Assert.Equal(1, await ReplayAsync());

        await Eventually.IsTrueAsync(
            async () =>
                (await _dead.Box.ListAsync(DeadLetterScenario.Queue, 0, 10, CancellationToken.None)).Letters is [{ Id: "a", Replays: 1 }],
            "the message is dead again, after one replay"
        );
    }

    [Fact]
    public async Task A_replay_that_fails_keeps_where_the_message_came_from_and_when_it_first_failed()
    {
        await _dead.Channel.BasicPublishAsync(
            "product_liked",
            "product_liked",
            mandatory: true,
            new BasicProperties { MessageId = "a", Type = "product_liked" },
            "not json"u8.ToArray()
        );
        await _dead.DeadAreAsync(1);
        var before = (await FindAsync()).Letter;

        Assert.Equal(1, await ReplayAsync());
        await Eventually.IsTrueAsync(async () => (await FindAsync())?.Letter.Replays == 1, "the message is dead again");

        var after = (await FindAsync()).Letter;
        Assert.Equal(
            ("product_liked", "product_liked", before.FirstFailure),
            (after.OriginalExchange, after.OriginalRoutingKey, after.FirstFailure)
        );
        Assert.True(after.LastFailure > before.LastFailure);
    }

    private async Task<DeadLetterContent> FindAsync() =>
        (await _dead.Box.FindAsync(DeadLetterScenario.Queue, "a", CancellationToken.None))!;

    [Fact]
    public async Task A_replay_without_its_queue_fails_and_keeps_the_dead_letter()
    {
        await _dead.BuryAsync("like");
        await _dead.Worker.StopAsync();
        await _dead.Channel.QueueDeleteAsync("admin");

        await Assert.ThrowsAsync<BrokerUnavailableException>(() => ReplayAsync());

        Assert.Equal(1, (await _dead.Box.ListAsync(DeadLetterScenario.Queue, 0, 10, CancellationToken.None)).Total);
    }

    private async Task<int> ReplayAsync(string? id = null, DeadLetterBox? box = null) =>
        (
            await (box ?? _dead.Box).ReplayAsync(
                DeadLetterScenario.Queue,
                letter => id is null || letter.Id == id,
                TimeSpan.Zero,
                CancellationToken.None
            )
        )
            .Letters
            .Count;

    /// <summary>One more like behind the others: once it is counted, whatever was to be counted before it has been.</summary>
    private async Task SentinelLikesAreAsync(ulong expected)
    {
        var sentinel = Guid.CreateVersion7();
        await _dead.Channel.SendAsync("admin", "product_liked", $"{_dead.Product}", sentinel.ToString());
        await Eventually.IsTrueAsync(
            async () =>
            {
                await using var db = _dead.Scenario.OpenAdmin();
                return await db.Set<InboxMessage>().AnyAsync(row => row.MessageId == sentinel);
            },
            "the sentinel is counted"
        );
        await LikesAreAsync(expected);
    }

    private Task LikesAreAsync(ulong expected) =>
        Eventually.IsTrueAsync(
            async () =>
            {
                await using var db = _dead.Scenario.OpenAdmin();
                var likes = (await db.Products.SingleAsync(product => product.Id == _dead.Product)).Likes;
                Assert.True(likes <= expected, $"{likes} likes were counted where {expected} were sent.");
                return likes == expected;
            },
            $"{expected} likes are counted"
        );

    private sealed class RefusingHandler : IBatchHandler<AdminDbContext, ProductLiked>
    {
        public Task HandleAsync(AdminDbContext db, IReadOnlyList<ProductLiked> events, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("a fault that will be repaired");
    }
}
