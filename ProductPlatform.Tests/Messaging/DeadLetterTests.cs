using System.Text;
using Admin.Data;
using Admin.Data.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using ProductPlatform.Messaging;
using ProductPlatform.Messaging.Connection;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Messaging.DeadLetters;
using ProductPlatform.Messaging.Receiving;
using ProductPlatform.Testing;
using RabbitMQ.Client;

namespace ProductPlatform.Tests.Messaging;

public sealed class DeadLetterTests : IAsyncLifetime
{
    private const string Queue = Topology.AdminQueue;

    private Scenario _scenario = null!;
    private IHost _worker = null!;
    private IChannel _channel = null!;
    private DeadLetterBox _box = null!;
    private int _product;

    public async Task InitializeAsync()
    {
        _scenario = await Scenario.CreateAsync();
        await using (var db = _scenario.OpenAdmin())
        {
            var product = new Product { Title = "t", Image = "i" };
            db.Products.Add(product);
            await db.SaveChangesAsync();
            _product = product.Id;
        }

        _worker = await _scenario.StartAdminWorkerAsync();
        await _scenario.WaitForQueueAsync("admin.dead");
        _channel = await _scenario.OpenChannelAsync();
        _box = NewBox();
    }

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    [Fact]
    public async Task Looking_at_dead_letters_changes_neither_their_number_nor_their_order()
    {
        for (var letter = 1; letter <= 5; letter++)
            await BuryAsync($"letter {letter}");

        var first = await _box.ListAsync(Queue, 0, 100, CancellationToken.None);
        await _box.FindAsync(Queue, "letter 3", CancellationToken.None);
        var second = await _box.ListAsync(Queue, 0, 100, CancellationToken.None);

        Assert.Equal(["letter 1", "letter 2", "letter 3", "letter 4", "letter 5"], second.Letters.Select(letter => letter.Id));
        Assert.Equal(first.Letters, second.Letters);
    }

    [Fact]
    public async Task Twenty_thousand_dead_letters_are_paged_in_order_by_concurrent_readers()
    {
        const int Count = 20_000;
        foreach (var window in Enumerable.Range(1, Count).Chunk(256))
            await Task.WhenAll(window.Select(number => BuryAsync($"letter {number:d5}").AsTask()));

        var boxes = Enumerable.Range(0, 4).Select(_ => NewBox()).ToList();
        var pages = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(viewer => boxes[viewer].ListAsync(Queue, viewer * 5000, 5000, CancellationToken.None))
        );

        Assert.Equal(
            Enumerable.Range(1, Count).Select(number => $"letter {number:d5}"),
            pages.SelectMany(page => page.Letters).Select(letter => letter.Id)
        );
        Assert.All(pages, page => Assert.Equal(Count, page.Total));
        Assert.Equal("letter 15000", (await _box.FindAsync(Queue, "15000", CancellationToken.None))!.Letter.Id);

        // Every other one, and then the rest.
        Assert.Equal(Count / 2, await _box.DiscardAsync(Queue, letter => letter.Id[^1] % 2 == 0, CancellationToken.None));
        Assert.Equal((uint)Count / 2, await _channel.CountAsync("admin.dead"));
        Assert.Equal(Count / 2, await _box.DiscardAsync(Queue, letter => letter.Matches("LETTER"), CancellationToken.None));
        Assert.Equal(0u, await _channel.CountAsync("admin.dead"));
    }

    [Fact]
    public async Task A_cancelled_listing_ends_at_once_and_changes_nothing()
    {
        for (var letter = 1; letter <= 3; letter++)
            await BuryAsync($"letter {letter}");
        using var brokenOff = new CancellationTokenSource();
        var factory = new ConnectionFactory { Uri = new Uri(_scenario.Broker), AutomaticRecoveryEnabled = false };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await using var session = await DeadLetterSession.OpenAsync(factory, Queue, TimeProvider.System, brokenOff.Token);
            await foreach (var message in session.TakeAsync(brokenOff.Token))
                await brokenOff.CancelAsync();
        });

        Assert.Equal(
            ["letter 1", "letter 2", "letter 3"],
            (await _box.ListAsync(Queue, 0, 10, CancellationToken.None)).Letters.Select(letter => letter.Id)
        );
    }

    [Fact]
    public async Task A_replay_reports_the_outcome_of_each_message()
    {
        await BuryAsync("good");
        await BuryAsync("applied before");
        await _channel.SendAsync("admin", "product_liked", $"{_product}", "applied before");
        await _channel.SendAsync("admin.dead", "no such event", "body", "bad");
        await LikesAreAsync(1);

        var report = await _box.ReplayAsync(Queue, _ => true, TimeSpan.FromMinutes(1), CancellationToken.None);

        Assert.Equal(
            [("good", ReplayOutcome.Worked), ("applied before", ReplayOutcome.WorkedBefore), ("bad", ReplayOutcome.Failed)],
            report.Letters.Select(letter => (letter.Id, letter.Outcome))
        );
        Assert.Contains("not known", report.Letters[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_consumer_a_replayed_message_has_no_outcome_yet()
    {
        await _worker.StopAsync();
        await BuryAsync("waiting");

        var report = await _box.ReplayAsync(Queue, _ => true, TimeSpan.FromSeconds(1), CancellationToken.None);

        Assert.Equal(ReplayOutcome.Pending, Assert.Single(report.Letters).Outcome);
    }

    [Fact]
    public async Task A_page_of_dead_letters_has_the_total_count()
    {
        for (var letter = 1; letter <= 5; letter++)
            await BuryAsync($"letter {letter}");

        var page = await _box.ListAsync(Queue, 3, 1, CancellationToken.None);

        Assert.Equal("letter 4", Assert.Single(page.Letters).Id);
        Assert.Equal(5, page.Total);
    }

    [Fact]
    public async Task A_malformed_message_is_found_with_its_reason_its_times_and_where_it_came_from()
    {
        await _channel.SendAsync("admin", "product_liked", "not json", "a");
        await DeadAreAsync(1);

        var found = await _box.FindAsync(Queue, "1", CancellationToken.None);

        Assert.NotNull(found);
        Assert.Equal("not json", Encoding.UTF8.GetString(found.Body.Span));
        Assert.Contains("not JSON", found.Letter.Reason, StringComparison.Ordinal);
        Assert.Equal("admin", found.Letter.OriginalRoutingKey);
        Assert.NotNull(found.Letter.FirstFailure);
        Assert.Equal("product_liked", found.Properties["type"]);
    }

    [Fact]
    public async Task A_replayed_message_is_processed_exactly_once()
    {
        await BuryAsync("like");
        Assert.Equal(1, await ReplayAsync("like"));
        await LikesAreAsync(1);

        await BuryAsync("like");
        Assert.Equal(1, await ReplayAsync("like"));
        await SentinelLikesAreAsync(2);
        await DeadAreAsync(0);
    }

    [Fact]
    public async Task A_replayed_message_goes_to_its_own_queue_and_to_no_other_that_its_sender_named()
    {
        await _channel.SendAsync("admin", "product_liked", "not json", "copied", new() { ["CC"] = new List<object> { "main" } });
        await DeadAreAsync(1);
        Assert.Equal(1u, await _channel.CountAsync("main"));

        await ReplayAsync("copied");
        await Eventually.IsTrueAsync(
            async () => await _box.FindAsync(Queue, "copied", CancellationToken.None) is { Letter.Replays: 1 },
            "it is dead once more"
        );
        Assert.Equal(1u, await _channel.CountAsync("main"));
    }

    [Fact]
    public async Task Two_replays_at_once_process_each_message_once()
    {
        for (var letter = 0; letter < 30; letter++)
            await BuryAsync($"letter {letter}");

        var replayed = await Task.WhenAll(ReplayAsync(), ReplayAsync(box: NewBox()));

        Assert.Equal(30, replayed.Sum());
        await SentinelLikesAreAsync(31);
    }

    [Fact]
    public async Task While_one_operator_holds_the_dead_letters_another_waits_and_then_sees_them_all()
    {
        for (var letter = 1; letter <= 5; letter++)
            await BuryAsync($"letter {letter}");
        var factory = new ConnectionFactory { Uri = new Uri(_scenario.Broker), AutomaticRecoveryEnabled = false };
        await using (var session = await DeadLetterSession.OpenAsync(factory, Queue, TimeProvider.System, CancellationToken.None))
        {
            Assert.Equal(5, await session.TakeAsync(CancellationToken.None).CountAsync());
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _box.ListAsync(Queue, 0, 10, timeout.Token));
        }

        Assert.Equal(5, (await _box.ListAsync(Queue, 0, 10, CancellationToken.None)).Letters.Count);
    }

    [Theory]
    [InlineData("like")]
    [InlineData(null)]
    public async Task A_replay_cut_off_between_publishing_and_acknowledging_loses_nothing_and_counts_nothing_twice(string? messageId)
    {
        await BuryAsync(messageId);
        var factory = new ConnectionFactory { Uri = new Uri(_scenario.Broker), AutomaticRecoveryEnabled = false };
        await using (var session = await DeadLetterSession.OpenAsync(factory, Queue, TimeProvider.System, CancellationToken.None))
        {
            await foreach (var message in session.TakeAsync(CancellationToken.None))
                await DeadLetterBox.PublishAsync(session, Queue, message, replayQueue: null);
        }

        await LikesAreAsync(1);
        Assert.Equal(1, await ReplayAsync());
        await SentinelLikesAreAsync(2);
    }

    [Fact]
    public async Task Two_likes_without_an_id_that_look_the_same_are_both_counted_after_their_replay()
    {
        await _worker.StopAsync();
        var refusing = await _scenario.StartAsync(
            "Admin.Worker",
            builder =>
            {
                builder.AddAdminData();
                builder.AddConsumer<AdminDbContext, ProductLiked, RefusingHandler>(Queue);
            },
            ("Messaging:MaxAttempts", "1")
        );
        for (var like = 0; like < 2; like++)
            await _channel.SendAsync("admin", "product_liked", $"{_product}");
        await DeadAreAsync(2);
        await refusing.StopAsync();
        await _scenario.StartAdminWorkerAsync();

        await ReplayAsync();

        await LikesAreAsync(2);
    }

    [Fact]
    public async Task A_replay_reaches_no_other_queue_of_the_exchange()
    {
        await _channel.QueueDeclareAsync("bystander", durable: true, exclusive: false, autoDelete: false);
        await _channel.QueueBindAsync("bystander", Topology.LikeExchange, "#");
        await BuryAsync("like");

        await ReplayAsync();

        await LikesAreAsync(1);
        Assert.Equal(0u, await _channel.CountAsync("bystander"));
    }

    [Fact]
    public async Task A_message_dead_lettered_again_is_replayed_once_and_has_its_replays_counted()
    {
        await _channel.SendAsync("admin", "product_liked", "not json", "a");
        await DeadAreAsync(1);

        Assert.Equal(1, await ReplayAsync());

        await Eventually.IsTrueAsync(
            async () => (await _box.ListAsync(Queue, 0, 10, CancellationToken.None)).Letters is [{ Id: "a", Replays: 1 }],
            "the message is dead again, after one replay"
        );
    }

    [Fact]
    public async Task A_replay_without_its_queue_fails_and_keeps_the_dead_letter()
    {
        await BuryAsync("like");
        await _worker.StopAsync();
        await _channel.QueueDeleteAsync("admin");

        await Assert.ThrowsAsync<BrokerUnavailableException>(() => ReplayAsync());

        Assert.Equal(1, (await _box.ListAsync(Queue, 0, 10, CancellationToken.None)).Total);
    }

    [Fact]
    public async Task A_discarded_message_is_gone_and_its_neighbours_are_not()
    {
        foreach (var letter in (string[])["a", "b", "c"])
            await BuryAsync(letter);

        Assert.Equal(1, await _box.DiscardAsync(Queue, letter => letter.Id == "b", CancellationToken.None));

        Assert.Equal(["a", "c"], (await _box.ListAsync(Queue, 0, 10, CancellationToken.None)).Letters.Select(letter => letter.Id));
    }

    private async Task<int> ReplayAsync(string? id = null, DeadLetterBox? box = null) =>
        (await (box ?? _box).ReplayAsync(Queue, letter => id is null || letter.Id == id, TimeSpan.Zero, CancellationToken.None))
            .Letters
            .Count;

    private DeadLetterBox NewBox() => DeadLetterBox.At(_scenario.Broker, new ConfigurationBuilder().Build());

    /// <summary>Puts a like into the dead-letter queue, valid by now, as after the repair of what was wrong.</summary>
    private ValueTask BuryAsync(string? messageId) =>
        _channel.SendAsync(
            "admin.dead",
            "product_liked",
            $"{_product}",
            messageId,
            new Dictionary<string, object?>
            {
                ["x-reason"] = "a fault that is repaired by now",
                ["x-first-failure"] = "2026-01-01T00:00:00.0000000+00:00",
                ["x-last-failure"] = "2026-01-01T00:00:01.0000000+00:00",
                ["x-original-exchange"] = "product_liked",
                ["x-original-routing-key"] = "product_liked",
            }
        );

    private Task DeadAreAsync(uint count) =>
        Eventually.IsTrueAsync(async () => await _channel.CountAsync("admin.dead") == count, $"{count} messages are dead");

    /// <summary>One more like behind the others: once it is counted, whatever was to be counted before it has been.</summary>
    private async Task SentinelLikesAreAsync(ulong expected)
    {
        var sentinel = Guid.CreateVersion7();
        await _channel.SendAsync("admin", "product_liked", $"{_product}", sentinel.ToString());
        await Eventually.IsTrueAsync(
            async () =>
            {
                await using var db = _scenario.OpenAdmin();
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
                await using var db = _scenario.OpenAdmin();
                var likes = (await db.Products.SingleAsync(product => product.Id == _product)).Likes;
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
