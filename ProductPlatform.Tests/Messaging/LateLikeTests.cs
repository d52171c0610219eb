using Admin.Data;
using Admin.Data.Products;
using Admin.Worker;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;
using ProductPlatform.Tests.Platform.Faults;

namespace ProductPlatform.Tests.Messaging;

/// <summary>Likes that reach Admin while their product is deleted are there when the deletion is undone.</summary>
public sealed class LateLikeTests : IAsyncLifetime
{
    private Scenario _scenario = null!;
    private IHost _admin = null!;
    private IHost _worker = null!;

    public async Task InitializeAsync()
    {
        _scenario = await Scenario.CreateAsync();
        _admin = await _scenario.StartAdminApiAsync();
        _worker = await _scenario.StartAdminWorkerAsync();
        await _scenario.DeclareTopologyAsync();
    }

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    [Fact]
    public async Task A_like_between_deletion_and_undo_is_counted_by_the_undo()
    {
        var product = await CreateAsync();
        await using var channel = await _scenario.OpenChannelAsync();
        await channel.SendAsync("admin", "product_liked", $"{product}", "before");
        await LikesAreAsync(product, 1);
        await DeleteAsync(product);
        await channel.SendAsync("admin", "product_liked", $"{product}", "late");
        await channel.SendAsync("admin", "product_liked", $"{product}", "late too");
        await Eventually.IsTrueAsync(
            async () =>
            {
                await using var db = _scenario.OpenAdmin();
                return (
                        await db.ProductHistory.OrderByDescending(entry => entry.Version).FirstAsync(entry => entry.ProductId == product)
                    ).Likes == 3;
            },
            "the deletion keeps the likes"
        );

        await RestoreAsync(product);

        await LikesAreAsync(product, 3);
    }

    [Fact]
    public async Task No_like_is_lost_or_counted_twice_while_its_product_is_deleted_and_restored_again_and_again()
    {
        const int Likes = 400;
        var products = new[] { await CreateAsync(), await CreateAsync() };
        await using var channel = await _scenario.OpenChannelAsync();
        using var done = new CancellationTokenSource();
        var changes = Task.WhenAll(
            products.Select(product =>
                Task.Run(async () =>
                {
                    do
                    {
                        await DeleteAsync(product);
                        await RestoreAsync(product);
                    } while (!done.IsCancellationRequested);
                })
            )
        );

        for (var like = 0; like < Likes; like++)
            await channel.SendAsync("admin", "product_liked", $"{products[like % 2]}", $"like {like}");
        await Eventually.IsTrueAsync(async () => await channel.CountAsync("admin") == 0, "the likes are taken");
        await done.CancelAsync();
        await changes;

        await LikesAreAsync(products[0], Likes / 2);
        await LikesAreAsync(products[1], Likes / 2);
    }

    [Fact]
    public async Task A_like_whose_product_is_restored_and_deleted_again_while_it_is_counted_is_counted_by_the_next_undo()
    {
        var product = await CreateAsync();
        await DeleteAsync(product);
        await _worker.StopAsync();
        var reads = new ReadHooks(
            ("STRAIGHT_JOIN product FORCE", () => RestoreAsync(product)),
            ("STRAIGHT_JOIN product_history", () => DeleteAsync(product))
        );
        await _scenario.StartAsync(
            "Admin.Worker",
            builder =>
            {
                builder.AddAdminData();
                builder.Services.ConfigureDbContext<AdminDbContext>(options => options.AddInterceptors(reads));
                AdminWorker.AddWork(builder);
            }
        );
        await using var channel = await _scenario.OpenChannelAsync();
        await channel.SendAsync("admin", "product_liked", $"{product}", "late");
        await _scenario.IsDownToAsync("admin", 0);

        await RestoreAsync(product);

        Assert.Equal(0, reads.Left);
        await LikesAreAsync(product, 1);
    }

    private Task<int> CreateAsync() =>
        WithAsync<ProductStore, int>(async store => (await store.CreateAsync("t", "i", 0, "test", CancellationToken.None)).Id);

    private Task DeleteAsync(int product) =>
        WithAsync<ProductStore, ProductChange>(store => store.DeleteAsync(product, null, "test", CancellationToken.None));

    private Task RestoreAsync(int product) =>
        WithAsync<ProductBatches, IReadOnlyList<Product>>(batches => batches.RestoreAsync([product], "test", CancellationToken.None));

    private async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> use)
        where TService : notnull
    {
        await using var scope = _admin.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private Task LikesAreAsync(int product, ulong expected) =>
        Eventually.IsTrueAsync(
            async () =>
            {
                await using var db = _scenario.OpenAdmin();
                var likes = (await db.Products.SingleAsync(row => row.Id == product)).Likes;
                Assert.True(likes <= expected, $"{likes} likes were counted where {expected} were sent.");
                return likes == expected;
            },
            $"{expected} likes are counted"
        );
}
