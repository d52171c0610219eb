using Admin.Data;
using Admin.Data.Products;
using Admin.Worker.Resync;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;
using ProductPlatform.Tests.Platform.Faults;

namespace ProductPlatform.Tests.Messaging;

/// <summary>All that gives a product a version, at once and in any order: Main ends with what Admin has.</summary>
public sealed class ProductVersionTests : IAsyncLifetime
{
    private const int Seed = 20261127;
    private const int Lanes = 4;
    private const int StepsPerLane = 250;
    private const int StepsBetweenResyncs = 100;

    private FullPlatform _platform = null!;
    private IHost _operator = null!;

    public async Task InitializeAsync()
    {
        _platform = await FullPlatform.StartAsync();
        _operator = await _platform.Scenario.StartAsync(
            "Admin.Worker",
            builder =>
            {
                builder.AddAdminData();
                builder.AddResync(_platform.MainUrl);
            }
        );
    }

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    [Fact]
    public async Task A_random_mix_of_changes_with_resyncs_among_them_ends_with_Main_equal_to_Admin()
    {
        List<int> products = [];
        for (var number = 0; number < 8; number++)
            products.Add(await _platform.CreateProductAsync($"product {number}"));
        var steps = 0;
        var resync = new SemaphoreSlim(0);
        using var done = new CancellationTokenSource();
        var resyncs = Task.Run(async () =>
        {
            for (var run = 0; run < Lanes * StepsPerLane / StepsBetweenResyncs; run++)
            {
                await resync.WaitAsync(done.Token);
                await ResyncAsync();
            }
        });

        await Task.WhenAll(
            Enumerable
                .Range(0, Lanes)
                .Select(lane =>
                    Task.Run(async () =>
                    {
                        var random = new Random(Seed + lane);
                        for (var step = 0; step < StepsPerLane; step++)
                        {
                            await StepAsync(random, products);
                            if (Interlocked.Increment(ref steps) % StepsBetweenResyncs == 0)
                                resync.Release();
                        }
                    })
                )
        );
        await resyncs.WaitAsync(TimeSpan.FromMinutes(2));

        await _platform.ProductsAgreeAsync();
    }

    [Fact]
    public async Task A_product_that_a_resync_announced_as_deleted_appears_in_Main_when_it_is_restored()
    {
        var product = await _platform.CreateProductAsync("a");
        await _platform.ProductsAgreeAsync();
        await _platform.ChangeAsync(store => store.DeleteAsync(product, null, "test", CancellationToken.None));
        await _platform.ProductsAgreeAsync();
        await _platform.MainSqlAsync($"DELETE FROM product");
        await ResyncAsync();

        await WithBatchesAsync(batches => batches.RestoreAsync([product], "test", CancellationToken.None));

        await _platform.ProductsAgreeAsync();
        Assert.Single((await _platform.ProductsAsync()).Main);
    }

    [Fact]
    public async Task A_product_that_is_restored_and_deleted_again_during_a_resync_appears_in_Main_when_it_is_restored()
    {
        var product = await _platform.CreateProductAsync("a");
        await _platform.ProductsAgreeAsync();
        await _platform.ChangeAsync(store => store.DeleteAsync(product, null, "test", CancellationToken.None));
        await _platform.ProductsAgreeAsync();
        await _platform.MainSqlAsync($"DELETE FROM product");
        var reads = new ReadHooks(
            ("SELECT DISTINCT", RestoreAsync),
            (
                "STRAIGHT_JOIN product_history",
                () => _platform.ChangeAsync(store => store.DeleteAsync(product, null, "test", CancellationToken.None))
            )
        );
        var host = await _platform.Scenario.StartAsync(
            "Admin.Worker",
            builder =>
            {
                builder.AddAdminData();
                builder.Services.ConfigureDbContext<AdminDbContext>(options => options.AddInterceptors(reads));
                builder.AddResync(_platform.MainUrl);
            }
        );

        await ResyncAsync(host);
        await RestoreAsync();

        Assert.Equal(0, reads.Left);
        await _platform.ProductsAgreeAsync();
        Assert.Single((await _platform.ProductsAsync()).Main);

        Task RestoreAsync() => WithBatchesAsync(batches => batches.RestoreAsync([product], "test", CancellationToken.None));
    }

    [Fact]
    public async Task Concurrent_changes_of_one_product_get_a_version_each()
    {
        const int Changes = 16;
        var product = await _platform.CreateProductAsync("a");

        await Task.WhenAll(
            Enumerable
                .Range(1, Changes)
                .Select(number =>
                    _platform.ChangeAsync(store =>
                        store.UpdateAsync(product, $"title {number}", "picture", null, "test", CancellationToken.None)
                    )
                )
        );

        await using var db = _platform.Scenario.OpenAdmin();
        Assert.Equal(
            Enumerable.Range(1, Changes + 1).Select(version => (long)version),
            await db.ProductHistory.Select(entry => entry.Version).Order().ToListAsync()
        );
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData((1L << 53) + 1)]
    [InlineData(0L)]
    public async Task An_invalid_version_is_refused_and_a_stored_one_is_replaced(long version)
    {
        var product = await _platform.CreateProductAsync("a");
        await _platform.ProductsAgreeAsync();
        await using var channel = await _platform.Scenario.OpenChannelAsync();
        await channel.SendAsync(
            "main",
            "product_updated",
            $$"""{"id":{{product}},"title":"forged","image":"i","likes":0}""",
            "forged",
            new Dictionary<string, object?> { ["x-version"] = version }
        );
        Assert.Equal("forged", Assert.Single(await _platform.Scenario.TakeAsync("main.dead", 1)).BasicProperties.MessageId);

        await _platform.MainSqlAsync($"UPDATE product SET title = 'damaged', version = {version}");
        await ResyncAsync();

        await _platform.ProductsAgreeAsync();
    }

    [Fact]
    public void The_last_version_has_no_successor() =>
        Assert.Throws<InvalidOperationException>(() => ProductVersions.After(ProductVersions.Last));

    private async Task StepAsync(Random random, List<int> products)
    {
        var id = products[random.Next(products.Count)];
        var title = $"title {random.Next(1000)}";
        switch (random.Next(11))
        {
            case < 3:
                await _platform.ChangeAsync(store => store.UpdateAsync(id, title, "picture", null, "test", CancellationToken.None));
                break;
            case < 5:
                await _platform.ChangeAsync(store => store.DeleteAsync(id, null, "test", CancellationToken.None));
                break;
            case < 8:
                await WithBatchesAsync(batches =>
                    batches.RestoreAsync([id, products[random.Next(products.Count)]], "test", CancellationToken.None)
                );
                break;
            case < 9:
                await WithBatchesAsync(batches =>
                    batches.ImportAsync([new ProductDraft(id, title, "imported", 0)], "test", CancellationToken.None)
                );
                break;
            case < 10:
                await WithBatchesAsync(async batches =>
                {
                    await using var db = _platform.Scenario.OpenAdmin();
                    var edits = await db.Products.Select(p => new ProductEdit(p.Id, p.Version, title, "at once")).ToListAsync();
                    var change = await batches.ChangeAsync(edits, "test", CancellationToken.None);
                    await batches.RevertAsync(change.At, "test", mayDelete: false, CancellationToken.None);
                });
                break;
            default:
                await WithBatchesAsync(batches =>
                    batches.DeleteAsync([id, products[random.Next(products.Count)]], "test", CancellationToken.None)
                );
                break;
        }
    }

    private async Task WithBatchesAsync(Func<ProductBatches, Task> change)
    {
        await using var scope = _platform.AdminApi.Services.CreateAsyncScope();
        await change(scope.ServiceProvider.GetRequiredService<ProductBatches>());
    }

    private async Task ResyncAsync(IHost? host = null)
    {
        await using var scope = (host ?? _operator).Services.CreateAsyncScope();
        await ResyncCommand.RunAsync(scope.ServiceProvider, CancellationToken.None);
    }
}
