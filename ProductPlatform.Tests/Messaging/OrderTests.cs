using Main.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using ProductPlatform.Messaging.Receiving;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Messaging;

/// <summary>Events of an old producer have no version: only the order in which they came says which is the newer one.</summary>
public sealed class OrderTests : IAsyncLifetime, IDisposable
{
    private readonly FakeLoggerProvider _log = new();
    private Scenario _scenario = null!;

    public async Task InitializeAsync() => _scenario = await Scenario.CreateAsync();

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Events_without_a_version_stay_in_order_when_one_has_to_wait()
    {
        await _scenario.StartAsync(
            "Main.Worker",
            builder =>
            {
                builder.Logging.AddProvider(_log);
                builder.AddMainData();
                builder.AddMainConsuming();
            }
        );
        await _scenario.DeclareTopologyAsync();
        await using var channel = await _scenario.OpenChannelAsync();
        await SendAsync(channel, "created");
        await AppliedAsync(1);
        await using var db = _scenario.OpenMain();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync($"SELECT id FROM product WHERE id = 1 FOR UPDATE");
        await SendAsync(channel, "first");
        // The backoff has grown by then: the next messages arrive before it is tried again.
        await Eventually.IsTrueAsync(
            () => Task.FromResult(_log.Collector.GetSnapshot().Count(record => record.Message.Contains("waits for the database")) >= 4),
            "the first change has waited several times"
        );
        await transaction.RollbackAsync();
        await SendAsync(channel, "second");
        await SendAsync(channel, "third");
        await AppliedAsync(4);

        Assert.Equal("third", (await db.Products.AsNoTracking().SingleAsync()).Title);
    }

    private static ValueTask SendAsync(RabbitMQ.Client.IChannel channel, string title) =>
        channel.SendAsync("main", "product_updated", $$"""{"id":1,"title":"{{title}}","image":"i","likes":0}""", title);

    private Task AppliedAsync(int messages) =>
        Eventually.IsTrueAsync(
            async () =>
            {
                await using var db = _scenario.OpenMain();
                return await db.Set<InboxMessage>().CountAsync() == messages;
            },
            $"{messages} messages are applied"
        );
}
