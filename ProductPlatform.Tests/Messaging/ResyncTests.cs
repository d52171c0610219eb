using Admin.Data;
using Admin.Data.Products;
using Admin.Worker.Resync;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Messaging;

public sealed class ResyncTests : IAsyncLifetime
{
    private FullPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await FullPlatform.StartAsync();

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    [Fact]
    public async Task An_empty_Main_database_converges()
    {
        await _platform.AdminSqlAsync(
            $"""
            INSERT INTO product (title, image, likes, initial_likes, version, created_at, updated_at)
            SELECT CONCAT('product ', seq.n), 'picture', 0, 0, 1, NOW(6), NOW(6)
            FROM (SELECT a.n + 10 * b.n + 100 * c.n AS n
                  FROM JSON_TABLE('[0,1,2,3,4,5,6,7,8,9]', '$[*]' COLUMNS (n INT PATH '$')) a,
                       JSON_TABLE('[0,1,2,3,4,5,6,7,8,9]', '$[*]' COLUMNS (n INT PATH '$')) b,
                       JSON_TABLE('[0,1,2,3,4]', '$[*]' COLUMNS (n INT PATH '$')) c) AS seq
            """
        );

        var result = await ResyncAsync();

        Assert.Equal(500, result.Announced);
        await _platform.ProductsAgreeAsync();
    }

    [Fact]
    public async Task Damaged_rows_converge_whatever_their_version()
    {
        var products = new[] { await CreateAsync("a"), await CreateAsync("b"), await CreateAsync("c") };
        await _platform.ProductsAgreeAsync();
        await _platform.MainSqlAsync($"UPDATE product SET title = 'damaged' WHERE id = {products[0]}");
        await _platform.MainSqlAsync($"UPDATE product SET title = 'ahead', version = version + 100 WHERE id = {products[1]}");
        await _platform.MainSqlAsync($"UPDATE product SET deleted_at = NOW(6), version = version + 100 WHERE id = {products[2]}");

        await ResyncAsync();

        await _platform.ProductsAgreeAsync();
    }

    [Fact]
    public async Task A_product_can_be_changed_after_a_resync()
    {
        var product = await CreateAsync("a");
        await _platform.ProductsAgreeAsync();
        await _platform.MainSqlAsync($"UPDATE product SET version = version + 100 WHERE id = {product}");
        await ResyncAsync();

        await _platform.ChangeAsync(store => store.UpdateAsync(product, "changed", "picture", null, "test", CancellationToken.None));

        await _platform.ProductsAgreeAsync();
    }

    [Fact]
    public async Task A_product_unknown_to_Admin_disappears_and_its_id_is_not_reused()
    {
        await CreateAsync("a");
        await _platform.ProductsAgreeAsync();
        await _platform.MainSqlAsync($"INSERT INTO product (id, title, image, version) VALUES (5000, 'unknown', 'picture', 9)");

        var result = await ResyncAsync();
        Assert.Equal(1, result.Deleted);
        await _platform.ProductsAgreeAsync();

        Assert.True(await CreateAsync("b") > 5000);
        await _platform.ProductsAgreeAsync();
    }

    [Fact]
    public async Task A_damaged_id_at_the_end_of_the_range_does_not_use_up_the_numbers()
    {
        await _platform.MainSqlAsync($"INSERT INTO product (id, title, image, version) VALUES (2147483647, 'unknown', 'picture', 9)");

        await ResyncAsync();

        await _platform.ProductsAgreeAsync();
        Assert.True(await CreateAsync("a") < 1000);
    }

    [Fact]
    public async Task What_Admin_deleted_stays_deleted_in_an_emptied_Main_database_when_an_old_event_comes_late()
    {
        var product = await CreateAsync("a");
        await _platform.ProductsAgreeAsync();
        await _platform.ChangeAsync(store => store.DeleteAsync(product, null, "test", CancellationToken.None));
        await _platform.ProductsAgreeAsync();
        await _platform.MainSqlAsync($"DELETE FROM product");
        await _platform.MainSqlAsync($"DELETE FROM inbox");
        await ResyncAsync();
        await Eventually.IsTrueAsync(
            async () =>
            {
                await using var db = _platform.Scenario.OpenMain();
                return await db.Products.AnyAsync(p => p.Id == product && p.DeletedAt != null);
            },
            "Main knows that the product is gone"
        );

        await using var channel = await _platform.Scenario.OpenChannelAsync();
        await channel.SendAsync(
            "main",
            "product_created",
            $$"""{"id":{{product}},"title":"late","image":"i","likes":0}""",
            "late",
            new Dictionary<string, object?> { ["x-version"] = 1L }
        );
        await CreateAsync("behind it");
        await _platform.ProductsAgreeAsync();
    }

    [Fact]
    public async Task A_resync_does_not_change_likes()
    {
        var product = await CreateAsync("a");
        await _platform.ProductsAgreeAsync();
        await _platform.LikeAsync(product, 1);
        await _platform.LikeAsync(product, 2);
        await Eventually.IsTrueAsync(async () => await LikesAsync(product) == (2, 2ul), "both likes are counted");

        await ResyncAsync();
        await _platform.ProductsAgreeAsync();

        Assert.Equal((2, 2ul), await LikesAsync(product));
    }

    [Fact]
    public async Task A_resync_among_edits_ends_with_the_newest()
    {
        var products = new List<int>();
        for (var number = 0; number < 20; number++)
            products.Add(await CreateAsync($"product {number}"));

        using var stop = new CancellationTokenSource();
        var edits = Task.Run(async () =>
        {
            for (var edit = 0; !stop.IsCancellationRequested; edit++)
            {
                await _platform.ChangeAsync(store =>
                    store.UpdateAsync(products[edit % products.Count], $"edit {edit}", "picture", null, "test", CancellationToken.None)
                );
            }
        });
        for (var run = 0; run < 5; run++)
            await ResyncAsync();
        await stop.CancelAsync();
        await edits;

        await _platform.ProductsAgreeAsync();
    }

    [Fact]
    public async Task The_command_says_what_it_announced()
    {
        await CreateAsync("a");

        var resync = await OperatorProcess.RunAsync(
            _platform.Scenario,
            "Admin.Worker",
            "resync",
            "--main-url",
            _platform.MainUrl.ToString()
        );

        Assert.Equal(0, resync.ExitCode);
        Assert.StartsWith("1 products announced, 0 announced as deleted.", resync.StandardOutput, StringComparison.Ordinal);
    }

    private Task<int> CreateAsync(string title) => _platform.CreateProductAsync(title);

    private async Task<ResyncResult> ResyncAsync()
    {
        var host = await _platform.Scenario.StartAsync(
            "Admin.Worker",
            builder =>
            {
                builder.AddAdminData();
                builder.AddResync(_platform.MainUrl);
            }
        );
        await using var scope = host.Services.CreateAsyncScope();
        return await ResyncCommand.RunAsync(scope.ServiceProvider, CancellationToken.None);
    }

    private async Task<(int InMain, ulong Counted)> LikesAsync(int product)
    {
        await using var main = _platform.Scenario.OpenMain();
        await using var admin = _platform.Scenario.OpenAdmin();
        return (
            await main.Likes.CountAsync(like => like.ProductId == product),
            (await admin.Products.SingleAsync(p => p.Id == product)).Likes
        );
    }
}
