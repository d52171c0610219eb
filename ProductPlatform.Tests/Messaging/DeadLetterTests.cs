using System.Text;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Messaging;

/// <summary>What an operator sees of dead letters, and discards.</summary>
public sealed class DeadLetterTests : IAsyncLifetime
{
    private DeadLetterScenario _dead = null!;

    public async Task InitializeAsync() => _dead = await DeadLetterScenario.StartAsync();

    public async Task DisposeAsync() => await _dead.DisposeAsync();

    [Fact]
    public async Task Looking_at_dead_letters_changes_neither_their_number_nor_their_order()
    {
        for (var letter = 1; letter <= 5; letter++)
            await _dead.BuryAsync($"letter {letter}");

        var first = await _dead.Box.ListAsync(DeadLetterScenario.Queue, 0, 100, CancellationToken.None);
        await _dead.Box.FindAsync(DeadLetterScenario.Queue, "letter 3", CancellationToken.None);
        var second = await _dead.Box.ListAsync(DeadLetterScenario.Queue, 0, 100, CancellationToken.None);

        Assert.Equal(["letter 1", "letter 2", "letter 3", "letter 4", "letter 5"], second.Letters.Select(letter => letter.Id));
        Assert.Equal(first.Letters, second.Letters);
    }

    [Fact]
    public async Task A_page_of_dead_letters_has_the_total_count()
    {
        for (var letter = 1; letter <= 5; letter++)
            await _dead.BuryAsync($"letter {letter}");

        var page = await _dead.Box.ListAsync(DeadLetterScenario.Queue, 3, 1, CancellationToken.None);

        Assert.Equal("letter 4", Assert.Single(page.Letters).Id);
        Assert.Equal(5, page.Total);
    }

    [Fact]
    public async Task Twenty_thousand_dead_letters_are_paged_in_order_by_concurrent_readers()
    {
        const int Count = 20_000;
        foreach (var window in Enumerable.Range(1, Count).Chunk(256))
            await Task.WhenAll(window.Select(number => _dead.BuryAsync($"letter {number:d5}").AsTask()));

        var boxes = Enumerable.Range(0, 4).Select(_ => _dead.NewBox()).ToList();
        var pages = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(viewer => boxes[viewer].ListAsync(DeadLetterScenario.Queue, viewer * 5000, 5000, CancellationToken.None))
        );

        Assert.Equal(
            Enumerable.Range(1, Count).Select(number => $"letter {number:d5}"),
            pages.SelectMany(page => page.Letters).Select(letter => letter.Id)
        );
        Assert.All(pages, page => Assert.Equal(Count, page.Total));
        Assert.Equal("letter 15000", (await _dead.Box.FindAsync(DeadLetterScenario.Queue, "15000", CancellationToken.None))!.Letter.Id);

        // Every other one, and then the rest.
        Assert.Equal(
            Count / 2,
            await _dead.Box.DiscardAsync(DeadLetterScenario.Queue, letter => letter.Id[^1] % 2 == 0, CancellationToken.None)
        );
        Assert.Equal((uint)Count / 2, await _dead.Channel.CountAsync("admin.dead"));
        Assert.Equal(
            Count / 2,
            await _dead.Box.DiscardAsync(DeadLetterScenario.Queue, letter => letter.Matches("LETTER"), CancellationToken.None)
        );
        Assert.Equal(0u, await _dead.Channel.CountAsync("admin.dead"));
    }

    [Fact]
    public async Task A_malformed_message_is_found_with_its_reason_its_times_and_where_it_came_from()
    {
        await _dead.Channel.SendAsync("admin", "product_liked", "not json", "a");
        await _dead.DeadAreAsync(1);

        var found = await _dead.Box.FindAsync(DeadLetterScenario.Queue, "1", CancellationToken.None);

        Assert.NotNull(found);
        Assert.Equal("not json", Encoding.UTF8.GetString(found.Body.Span));
        Assert.Contains("not JSON", found.Letter.Reason, StringComparison.Ordinal);
        Assert.Equal("admin", found.Letter.OriginalRoutingKey);
        Assert.NotNull(found.Letter.FirstFailure);
        Assert.Equal("product_liked", found.Properties["type"]);
    }

    [Fact]
    public async Task A_cancelled_listing_ends_at_once_and_changes_nothing()
    {
        for (var letter = 1; letter <= 3; letter++)
            await _dead.BuryAsync($"letter {letter}");
        using var brokenOff = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await using var session = await _dead.OpenSessionAsync(brokenOff.Token);
            await foreach (var message in session.TakeAsync(brokenOff.Token))
                await brokenOff.CancelAsync();
        });

        Assert.Equal(
            ["letter 1", "letter 2", "letter 3"],
            (await _dead.Box.ListAsync(DeadLetterScenario.Queue, 0, 10, CancellationToken.None)).Letters.Select(letter => letter.Id)
        );
    }

    [Fact]
    public async Task While_one_operator_holds_the_dead_letters_another_waits_and_then_sees_them_all()
    {
        for (var letter = 1; letter <= 5; letter++)
            await _dead.BuryAsync($"letter {letter}");
        await using (var session = await _dead.OpenSessionAsync(CancellationToken.None))
        {
            Assert.Equal(5, await session.TakeAsync(CancellationToken.None).CountAsync());
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                _dead.Box.ListAsync(DeadLetterScenario.Queue, 0, 10, timeout.Token)
            );
        }

        Assert.Equal(5, (await _dead.Box.ListAsync(DeadLetterScenario.Queue, 0, 10, CancellationToken.None)).Letters.Count);
    }

    [Fact]
    public async Task A_discarded_message_is_gone_and_its_neighbours_are_not()
    {
        foreach (var letter in (string[])["a", "b", "c"])
            await _dead.BuryAsync(letter);

        Assert.Equal(1, await _dead.Box.DiscardAsync(DeadLetterScenario.Queue, letter => letter.Id == "b", CancellationToken.None));

        Assert.Equal(
            ["a", "c"],
            (await _dead.Box.ListAsync(DeadLetterScenario.Queue, 0, 10, CancellationToken.None)).Letters.Select(letter => letter.Id)
        );
    }
}
