using System.Text;
using Admin.Data.Products;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform.Faults;

namespace ProductPlatform.Tests.Messaging;

/// <summary>What no consumer can process ends in the dead-letter queue and delays no other message.</summary>
public sealed class PoisonTests : IAsyncLifetime
{
    private const int Seed = 20261125;
    private Scenario _scenario = null!;

    public async Task InitializeAsync() => _scenario = await Scenario.CreateAsync();

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    [Fact]
    public async Task Ten_thousand_malformed_messages_are_dead_lettered_and_every_valid_one_between_them_is_applied()
    {
        const int Poison = 10_000;
        const int EachValid = 10;
        var liked = await AddProductAsync();
        // The queue that is empty first is idle for as long as the other takes.
        var never = ("Messaging:ConsumerSilence", "00:05:00");
        await _scenario.StartMainWorkerAsync(never);
        await _scenario.StartAdminWorkerAsync(never);
        var consumers = await ConsumersAsync(2);
        await using var channel = await _scenario.OpenChannelAsync();
        var malformed = new Malformed(Seed);
        Dictionary<string, int> sent = new() { ["main"] = 0, ["admin"] = 0 };

        foreach (var window in Enumerable.Range(1, Poison).Chunk(200))
        {
            List<Task> publishes = [];
            foreach (var number in window)
            {
                var (queue, properties, body) = malformed.Next();
                sent[queue]++;
                publishes.Add(channel.SendAsync(queue, properties, body).AsTask());
                if (number % EachValid == 0)
                {
                    publishes.Add(
                        channel
                            .SendAsync(
                                "main",
                                "product_created",
                                $$"""{"id":{{number}},"title":"t","image":"i","likes":0}""",
                                $"product {number}"
                            )
                            .AsTask()
                    );
                    publishes.Add(channel.SendAsync("admin", "product_liked", $"{liked}", $"like {number}").AsTask());
                }
            }

            await Task.WhenAll(publishes);
        }

        await Eventually.IsTrueAsync(
            async () =>
                (await channel.CountAsync("main.dead"), await channel.CountAsync("admin.dead"))
                == ((uint)sent["main"], (uint)sent["admin"]),
            $"{sent["main"]} dead letters of main and {sent["admin"]} of admin"
        );
        await Eventually.IsTrueAsync(async () => await ProductsAsync() == Poison / EachValid, "the valid products are there");
        await LikesAreAsync(liked, Poison / EachValid);
        Assert.Equal(consumers, await ConsumersAsync(2));
        Assert.Equal((0u, 0u), (await channel.CountAsync("main"), await channel.CountAsync("admin")));
    }

    [Fact]
    public async Task A_malformed_message_whose_headers_fill_a_frame_is_dead_lettered_too()
    {
        var liked = await AddProductAsync();
        await _scenario.StartAdminWorkerAsync();
        await ConsumersAsync(1);
        await using var channel = await _scenario.OpenChannelAsync();
        // A frame of the protocol has 128 KiB here, and all headers must fit into one: what is added for the dead no longer does.
        Dictionary<string, object?> headers = new() { ["x-small"] = "kept", ["x-large"] = new string('x', 131_072 - 180) };
        await channel.SendAsync("admin", "product_liked", "not json", "poison", headers);
        await channel.SendAsync("admin", "product_liked", $"{liked}", "valid");

        var dead = Assert.Single(await _scenario.TakeAsync("admin.dead", 1));
        Assert.Equal("not json", Encoding.UTF8.GetString(dead.Body.Span));
        Assert.Equal("poison", dead.BasicProperties.MessageId);
        Assert.Equal("kept", Encoding.UTF8.GetString((byte[])dead.BasicProperties.Headers!["x-small"]!));
        Assert.Contains("x-large", Encoding.UTF8.GetString((byte[])dead.BasicProperties.Headers["x-reason"]!), StringComparison.Ordinal);
        await LikesAreAsync(liked, 1);
    }

    private async Task<int> AddProductAsync()
    {
        await using var db = _scenario.OpenAdmin();
        var product = new Product { Title = "t", Image = "i" };
        db.Products.Add(product);
        await db.SaveChangesAsync();
        return product.Id;
    }

    private async Task<int> ProductsAsync()
    {
        await using var db = _scenario.OpenMain();
        return await db.Products.CountAsync();
    }

    private Task LikesAreAsync(int product, int expected) =>
        Eventually.IsTrueAsync(
            async () =>
            {
                await using var db = _scenario.OpenAdmin();
                return (await db.Products.SingleAsync(row => row.Id == product)).Likes == (ulong)expected;
            },
            $"{expected} likes are counted"
        );

    /// <summary>The broker's own list of consumers; one that was restarted has another tag.</summary>
    private async Task<string> ConsumersAsync(int expected)
    {
        var list = "";
        await Eventually.IsTrueAsync(
            async () =>
            {
                list = await _scenario.Servers.RabbitMqCtlAsync(
                    "list_consumers",
                    "-p",
                    new Uri(_scenario.Broker).AbsolutePath[1..],
                    "queue_name",
                    "consumer_tag",
                    "--no-table-headers"
                );
                return list.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length == expected;
            },
            $"{expected} consumers are registered"
        );
        return list;
    }
}
