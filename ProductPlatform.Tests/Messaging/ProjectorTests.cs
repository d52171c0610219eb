using Main.Data.Products;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Messaging.Contracts;

namespace ProductPlatform.Tests.Messaging;

public sealed class ProjectorTests : IAsyncLifetime
{
    private static readonly IncomingEvent[] Life =
    [
        new ProductSaved(0, "first", "i", 1),
        new ProductSaved(0, "second", "i", 2),
        new ProductSaved(0, "third", "i", 3),
        new ProductDeleted(0, 4),
    ];

    private Scenario _scenario = null!;

    public async Task InitializeAsync() => _scenario = await Scenario.CreateAsync();

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    [Fact]
    public async Task Every_order_of_arrival_with_duplicates_ends_in_the_same_state()
    {
        var id = 0;
        foreach (var order in Permutations(Life))
        {
            id++;
            foreach (var @event in order.Concat(order))
                await ApplyAsync(WithId(@event, id));
        }

        await using var db = _scenario.OpenMain();
        var products = await db.Products.ToListAsync();
        Assert.Equal(24, products.Count);
        Assert.All(products, product => Assert.True(product is { Version: 4, DeletedAt: not null }, $"product {product.Id} is at version {product.Version}"));
    }

    [Fact]
    public async Task Every_order_of_arrival_ends_with_the_newest_title()
    {
        var id = 0;
        foreach (var order in Permutations(Life[..3]))
        {
            id++;
            await ApplyAsync([.. order.Select(@event => WithId(@event, id))]);
        }

        await using var db = _scenario.OpenMain();
        Assert.All(await db.Products.ToListAsync(), product => Assert.Equal("third", product.Title));
    }

    [Fact]
    public async Task An_event_without_a_version_is_newer_than_what_is_stored_and_leaves_the_version_alone()
    {
        await ApplyAsync(new ProductSaved(1, "ours", "i", 5));
        await ApplyAsync(new ProductSaved(1, "theirs", "i", null));
        await using var db = _scenario.OpenMain();
        var product = await db.Products.SingleAsync();
        Assert.Equal(("theirs", 5L), (product.Title, product.Version));
    }

    [Fact]
    public async Task Two_workers_with_events_of_one_product_cannot_write_the_older_over_the_newer()
    {
        await ApplyAsync(new ProductSaved(1, "first", "i", 1));
        await using var slow = _scenario.OpenMain();
        await new ProductProjector(TimeProvider.System).ApplyAsync(slow, [new ProductSaved(1, "second", "i", 2)], CancellationToken.None);

        await ApplyAsync(new ProductSaved(1, "third", "i", 3));

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => slow.SaveChangesAsync());
    }

    private async Task ApplyAsync(params IncomingEvent[] events)
    {
        await using var db = _scenario.OpenMain();
        await new ProductProjector(TimeProvider.System).ApplyAsync(db, events, CancellationToken.None);
        await db.SaveChangesAsync();
    }

    private static IncomingEvent WithId(IncomingEvent @event, int id) => @event switch
    {
        ProductSaved saved => saved with { Id = id },
        ProductDeleted deleted => deleted with { Id = id },
        _ => @event,
    };

    private static IEnumerable<IncomingEvent[]> Permutations(IncomingEvent[] events) =>
        events.Length == 1
            ? [events]
            : events.SelectMany((head, i) => Permutations([.. events[..i], .. events[(i + 1)..]]).Select(tail => (IncomingEvent[])[head, .. tail]));
}
