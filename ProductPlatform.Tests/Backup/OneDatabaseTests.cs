using Microsoft.EntityFrameworkCore;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Backup;

/// <summary>One database goes back to a backup, the other keeps what happened since: the documented commands bring them together.</summary>
public sealed class OneDatabaseTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("productplatform-backup-").FullName;
    private FullPlatform _platform = null!;
    private int _edited;
    private int _deleted;
    private int _made;

    public async Task InitializeAsync() => _platform = await FullPlatform.StartAsync();

    public async Task DisposeAsync()
    {
        await _platform.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task With_an_older_Main_products_are_as_Admin_has_them_and_likes_as_Main_has_them()
    {
        await GoBackAsync("main", _platform.Scenario.MainDatabase);

        await AssertProductsAsync((_edited, "edited"), (_made, "made"));
        await AssertLikesAsync(_edited, 1);
        await AssertLikesAsync(_made, 0);
        await _platform.LikeAsync(_edited, user: 2);
        await AssertLikesAsync(_edited, 2);
    }

    [Fact]
    public async Task With_an_older_Admin_products_are_as_Admin_had_them_and_every_like_of_Main_counts()
    {
        await GoBackAsync("admin", _platform.Scenario.AdminDatabase);

        await AssertProductsAsync((_edited, "first"), (_deleted, "second"));
        await AssertLikesAsync(_edited, 2);
        await AssertLikesAsync(_deleted, 1);
        Assert.True(await _platform.CreateProductAsync("new") > _made);
        await _platform.ProductsAgreeAsync();
    }

    /// <summary>Makes a backup, changes everything, and sets one of the databases back.</summary>
    private async Task GoBackAsync(string name, string database)
    {
        (_edited, _deleted) = (await _platform.CreateProductAsync("first"), await _platform.CreateProductAsync("second"));
        await _platform.ProductsAgreeAsync();
        await _platform.LikeAsync(_edited, user: 1);
        await _platform.LikeAsync(_deleted, user: 1);
        await AssertLikesAsync(_edited, 1);
        await AssertLikesAsync(_deleted, 1);
        var backup = await BackupScript.CreateAsync(_platform.Scenario, _folder);

        await _platform.ChangeAsync(store => store.UpdateAsync(_edited, "edited", "picture", null, "test", CancellationToken.None));
        await _platform.ChangeAsync(store => store.DeleteAsync(_deleted, null, "test", CancellationToken.None));
        _made = await _platform.CreateProductAsync("made");
        await _platform.ProductsAgreeAsync();
        await _platform.LikeAsync(_edited, user: 2);
        await _platform.LikeAsync(_made, user: 2);
        await AssertLikesAsync(_edited, 2);
        await AssertLikesAsync(_made, 1);
        await _platform.DisposeAsync();

        await BackupScript.EmptyAsync(database);
        var scenario = _platform.Scenario;
        await BackupScript.RestoreAsync(scenario, backup, name);
        _platform = await BackupScript.StartAsync(
            new Scenario
            {
                Servers = scenario.Servers,
                AdminDatabase = scenario.AdminDatabase,
                MainDatabase = scenario.MainDatabase,
                Broker = scenario.Broker,
            }
        );
        await _platform.ProductsAgreeAsync();
        await BackupScript.ReconcileAsync(_platform);
    }

    private async Task AssertProductsAsync(params (int Id, string Title)[] expected)
    {
        await using var main = _platform.Scenario.OpenMain();
        var products = await main.Products.Where(product => product.DeletedAt == null).OrderBy(product => product.Id).ToListAsync();
        Assert.Equal(expected, products.Select(product => (product.Id, product.Title)));
    }

    private async Task AssertLikesAsync(int product, ulong expected) =>
        Assert.Equal(
            expected,
            await Eventually.GetAsync(
                async () =>
                {
                    await using var db = _platform.Scenario.OpenAdmin();
                    return (await db.Products.SingleAsync(row => row.Id == product)).Likes;
                },
                likes => likes == expected
            )
        );
}
