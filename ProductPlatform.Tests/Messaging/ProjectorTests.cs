using Main.Data.Products;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Messaging;

public sealed class ProjectorTests : IAsyncLifetime
{
    private static readonly ProductEvent[] Life = [Saved(0, "first", 1), Saved(0, "second", 2), Saved(0, "third", 3), new(0, null, 4)];

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
                await ApplyAsync(@event with { ProductId = id });
        }

        await using var db = _scenario.OpenMain();
        var products = await db.Products.ToListAsync();
        Assert.Equal(24, products.Count);
        Assert.All(
            products,
            product => Assert.True(product is { Version: 4, DeletedAt: not null }, $"product {product.Id} is at version {product.Version}")
        );
    }

    [Fact]
    public async Task Every_order_of_arrival_ends_with_the_newest_title()
    {
        var id = 0;
        foreach (var order in Permutations(Life[..3]))
        {
            id++;
            await ApplyAsync([.. order.Select(@event => @event with { ProductId = id })]);
        }

        await using var db = _scenario.OpenMain();
        Assert.All(await db.Products.ToListAsync(), product => Assert.Equal("third", product.Title));
    }

    [Fact]
    public async Task An_event_without_a_version_is_newer_than_what_is_stored_and_does_not_change_the_version()
    {
        await ApplyAsync(Saved(1, "ours", 5));
        await ApplyAsync(Saved(1, "theirs", null));
        await using var db = _scenario.OpenMain();
        var product = await db.Products.SingleAsync();
        Assert.Equal(("theirs", 5L), (product.Title, product.Version));
    }

    [Fact]
    public async Task Two_workers_with_events_of_one_product_cannot_write_the_older_over_the_newer()
    {
        await ApplyAsync(Saved(1, "first", 1));
        await using var slow = _scenario.OpenMain();
        await new ProductProjector(TimeProvider.System).HandleAsync(slow, [Saved(1, "second", 2)], CancellationToken.None);

        await ApplyAsync(Saved(1, "third", 3));

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => slow.SaveChangesAsync());
    }

    private async Task ApplyAsync(params ProductEvent[] events)
    {
        await using var db = _scenario.OpenMain();
        await new ProductProjector(TimeProvider.System).HandleAsync(db, events, CancellationToken.None);
        await db.SaveChangesAsync();
    }

    private static ProductEvent Saved(int id, string title, long? version) => new(id, new ProductContent(title, "i"), version);

    private static IEnumerable<ProductEvent[]> Permutations(ProductEvent[] events) =>
        events.Length == 1
            ? [events]
            : events.SelectMany(
                (head, i) => Permutations([.. events[..i], .. events[(i + 1)..]]).Select(tail => (ProductEvent[])[head, .. tail])
            );
}
