using Admin.Data.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Messaging;

/// <summary>A deletion that is undone in Admin is undone in Main: over the broker, against Main's tombstone.</summary>
public sealed class RestoreTests : IAsyncLifetime
{
    private Scenario _scenario = null!;
    private IHost _admin = null!;

    public async Task InitializeAsync()
    {
        _scenario = await Scenario.CreateAsync();
        _admin = await _scenario.StartAdminApiAsync();
        await _scenario.StartMainWorkerAsync();
    }

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    [Fact]
    public async Task Restored_products_appear_in_Main_unchanged()
    {
        var ids = new[] { await CreateAsync("one"), await CreateAsync("two"), await CreateAsync("three") };
        await InMainAsync("three products", present => present.Count == 3);
        var deletion = await WithAsync<ProductBatches, Deletion>(batches => batches.DeleteAsync(ids[..2], "grace", CancellationToken.None));
        Assert.Equal(2, deletion.Count);
        await InMainAsync("the one that was not deleted", present => present.SequenceEqual([(ids[2], "three")]));

        var found = await WithAsync<ProductBatches, List<int>>(batches =>
            batches.FindDeletedAsync(deletion.At, "grace", CancellationToken.None)
        );
        await WithAsync<ProductBatches, object>(async batches => await batches.RestoreAsync(found, "grace", CancellationToken.None));

        await InMainAsync("all of them", present => present.SequenceEqual([(ids[0], "one"), (ids[1], "two"), (ids[2], "three")]));
    }

    [Fact]
    public async Task Two_concurrent_undos_of_a_deletion_restore_it_once()
    {
        var id = await CreateAsync("mug");
        await WithAsync<ProductStore, object>(async store => await store.DeleteAsync(id, null, "grace", CancellationToken.None));
        var restored = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    WithAsync<ProductBatches, int>(async batches =>
                        (await batches.RestoreAsync([id], "grace", CancellationToken.None)).Count
                    )
                )
        );

        Assert.Equal(1, restored.Sum());
        await using var db = _scenario.OpenAdmin();
        Assert.Equal(3, (await db.Products.SingleAsync(product => product.Id == id)).Version);
    }

    [Fact]
    public async Task Restoring_an_existing_or_unknown_product_changes_nothing()
    {
        var id = await CreateAsync("mug");
        Assert.Empty(
            await WithAsync<ProductBatches, IReadOnlyList<Product>>(batches =>
                batches.RestoreAsync([id, 999_999_999], "grace", CancellationToken.None)
            )
        );
    }

    private Task<int> CreateAsync(string title) =>
        WithAsync<ProductStore, int>(async store => (await store.CreateAsync(title, "picture", 0, "grace", CancellationToken.None)).Id);

    private async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> use)
        where TService : notnull
    {
        await using var scope = _admin.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private Task InMainAsync(string what, Predicate<List<(int, string)>> expected) =>
        Eventually.IsTrueAsync(
            async () =>
            {
                await using var db = _scenario.OpenMain();
                var present = await db.Products.Where(product => product.DeletedAt == null).OrderBy(product => product.Id).ToListAsync();
                return expected([.. present.Select(product => (product.Id, product.Title))]);
            },
            $"Main has {what}"
        );
}
