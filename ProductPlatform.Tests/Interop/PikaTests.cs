using Admin.Data.Products;
using Main.Data.Likes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;
using static ProductPlatform.Tests.Interop.PythonProcess;

namespace ProductPlatform.Tests.Interop;

/// <summary>The Python pair's own client, pika, as producer and consumer on the other side of our queues.</summary>
public sealed class PikaTests : IAsyncLifetime
{
    /// <summary>Queues as the pair declares them.</summary>
    private static readonly (string, string)[] SharedQueues =
    [
        ("Messaging:QueueType", "Classic"),
        ("Messaging:Durable", "false"),
        ("Messaging:LegacyContentType", "true"),
    ];

    private Scenario _scenario = null!;

    public async Task InitializeAsync() => _scenario = await Scenario.CreateAsync();

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    [Fact]
    public async Task An_old_producers_products_appear_change_and_disappear_in_Main()
    {
        await _scenario.StartMainWorkerAsync();
        await _scenario.DeclareTopologyAsync();

        await ProduceAsync(
            _scenario.Broker,
            Message(
                "main",
                "product_created",
                new
                {
                    id = 1,
                    title = "Größe",
                    image = "i",
                    likes = 0,
                }
            ),
            Message(
                "main",
                "product_created",
                new
                {
                    id = 2,
                    title = "b",
                    image = "i",
                    likes = 0,
                }
            ),
            Message(
                "main",
                "product_updated",
                new
                {
                    id = 1,
                    title = "changed",
                    image = "j",
                    likes = 5,
                }
            ),
            Message("main", "product_deleted", "2")
        );

        await Eventually.IsTrueAsync(
            async () =>
            {
                await using var db = _scenario.OpenMain();
                var products = await db.Products.OrderBy(product => product.Id).ToListAsync();
                return products is [{ Title: "changed", Image: "j", DeletedAt: null }, { DeletedAt: not null }];
            },
            "the products are as the old producer left them"
        );
    }

    [Fact]
    public async Task An_old_producers_likes_are_counted_in_Admin()
    {
        var product = await AddProductAsync();
        await _scenario.StartAdminWorkerAsync();
        await _scenario.DeclareTopologyAsync();

        await ProduceAsync(_scenario.Broker, Message("admin", "product_liked", product), Message("admin", "product_liked", $"{product}"));

        await LikesAreAsync(2);
    }

    [Fact]
    public async Task An_old_consumer_understands_our_products_with_LegacyContentType()
    {
        var api = await _scenario.StartAdminApiAsync(("Messaging:LegacyContentType", "true"));
        await _scenario.DeclareTopologyAsync();
        await using (var scope = api.Services.CreateAsyncScope())
        {
            var store = scope.ServiceProvider.GetRequiredService<ProductStore>();
            var product = await store.CreateAsync("t", "i", 0, "test", CancellationToken.None);
            await store.UpdateAsync(product.Id, "u", "i", null, "test", CancellationToken.None);
            await store.DeleteAsync(product.Id, null, "test", CancellationToken.None);
        }

        Assert.Equal(
            [
                """{"event": "product_created", "body": {"id": 1, "title": "t", "image": "i", "likes": 0}}""",
                """{"event": "product_updated", "body": {"id": 1, "title": "u", "image": "i", "likes": 0}}""",
                """{"event": "product_deleted", "body": 1}""",
            ],
            await ConsumeAsync(_scenario.Broker, "main", 3)
        );
    }

    [Fact]
    public async Task Queues_declared_by_an_old_process_are_shared_in_both_directions()
    {
        var product = await AddProductAsync();
        await DeclareAndProduceAsync(_scenario.Broker, Message("admin", "product_liked", product));
        var worker = await _scenario.StartAdminWorkerAsync(SharedQueues);
        await LikesAreAsync(1);

        await DeclareAndProduceAsync(_scenario.Broker, Message("admin", "product_liked", product));
        await LikesAreAsync(2);
        var health = await worker.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Healthy, health.Status);
    }

    [Fact]
    public async Task An_old_consumer_declares_and_reads_a_queue_that_we_declared_for_sharing()
    {
        await using (var db = _scenario.OpenMain())
        {
            db.Products.Add(
                new Main.Data.Products.Product
                {
                    Id = 9,
                    Title = "t",
                    Image = "i",
                }
            );
            await db.SaveChangesAsync();
        }

        var api = await _scenario.StartMainApiAsync(SharedQueues);
        await using (var scope = api.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<LikeStore>().LikeAsync(9, 4, CancellationToken.None);
        await Eventually.IsTrueAsync(async () => await Scenario.OutboxDepthAsync(_scenario.OpenMain()) == 0, "the like is published");

        Assert.Equal(["""{"event": "product_liked", "body": 9}"""], await DeclareAndConsumeAsync(_scenario.Broker, "admin", 1));
    }

    private async Task<int> AddProductAsync()
    {
        await using var db = _scenario.OpenAdmin();
        var product = new Product { Title = "t", Image = "i" };
        db.Products.Add(product);
        await db.SaveChangesAsync();
        return product.Id;
    }

    private Task LikesAreAsync(ulong likes) =>
        Eventually.IsTrueAsync(
            async () =>
            {
                await using var db = _scenario.OpenAdmin();
                return (await db.Products.SingleAsync()).Likes == likes;
            },
            $"{likes} likes are counted"
        );
}
