using Admin.Data.Users;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Testing;
using ProductPlatform.Testing.Servers;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Backup;

/// <summary>A backup that was made under traffic, restored to new servers: their databases are empty, and their broker has never seen a message.</summary>
public sealed class PlatformBackupTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("productplatform-backup-").FullName;
    private FullPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await FullPlatform.StartAsync();

    public async Task DisposeAsync()
    {
        await _platform.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_new_platform_has_all_that_was_acknowledged_before_the_backup(bool eventsWait)
    {
        await AddUserAsync();
        Acknowledged promised;
        string backup;
        await using (var traffic = Traffic.Start(_platform))
        {
            await traffic.GoesOnAsync(100);
            if (eventsWait)
            {
                // The relays end with their hosts; what comes now stays in the outboxes.
                await _platform.AdminApi.StopAsync();
                await _platform.MainApi.StopAsync();
                await traffic.GoesOnAsync(50);
            }

            promised = traffic.Acknowledged;
            backup = await BackupScript.CreateAsync(_platform.Scenario, _folder);
            await traffic.GoesOnAsync(20);
        }

        await using var servers = await ServerPair.StartAsync();
        var nothing = await BackupScript.NothingAsync(servers);
        await BackupScript.RestoreAsync(nothing, backup);
        if (eventsWait)
        {
            Assert.NotEqual(0, await Scenario.OutboxDepthAsync(nothing.OpenAdmin()));
            Assert.NotEqual(0, await Scenario.OutboxDepthAsync(nothing.OpenMain()));
        }

        await using var restored = await BackupScript.StartAsync(nothing);
        await restored.ProductsAgreeAsync();
        await BackupScript.ReconcileAsync(restored);

        await promised.AssertKeptAsync(restored);
        await AssertSignsInAsync(restored.Scenario);
    }

    [Fact]
    public async Task What_happens_between_the_dumps_of_the_two_databases_is_repaired()
    {
        var scenario = _platform.Scenario;
        var (kept, deleted) = (await _platform.CreateProductAsync("kept"), await _platform.CreateProductAsync("deleted"));
        await _platform.ProductsAgreeAsync();
        await _platform.LikeAsync(kept, user: 1);
        await LikesAreAsync(_platform, kept, 1);

        var pause = new PausedDump(scenario.AdminDatabase, _folder);
        var creating = BackupScript.CreateAsync(scenario, _folder, pause.Programs);
        await pause.ReachedAsync();
        await _platform.LikeAsync(kept, user: 2);
        await LikesAreAsync(_platform, kept, 2);
        var made = await _platform.CreateProductAsync("made");
        await _platform.ChangeAsync(store => store.DeleteAsync(deleted, null, "test", CancellationToken.None));
        pause.Continue();
        var backup = await creating;

        var nothing = await BackupScript.NothingAsync(scenario.Servers);
        await BackupScript.RestoreAsync(nothing, backup);
        await using var restored = await BackupScript.StartAsync(nothing);
        await restored.ProductsAgreeAsync();
        Assert.Contains("1 repaired", await BackupScript.ReconcileAsync(restored), StringComparison.Ordinal);

        // Products are as they were when Admin was dumped, which was last; likes as they were when Main was.
        var (products, _) = await restored.ProductsAsync();
        Assert.Equal(["kept", "made"], products.Select(product => product.Split(": ")[1].Split(',')[0]));
        await LikesAreAsync(restored, kept, 1);
        await restored.LikeAsync(kept, user: 2);
        await restored.LikeAsync(made, user: 2);
        await LikesAreAsync(restored, kept, 2);
        await LikesAreAsync(restored, made, 1);
    }

    private async Task AddUserAsync()
    {
        await using var db = _platform.Scenario.OpenAdmin();
        db.Users.Add(
            new User
            {
                Name = "Grace",
                UserName = "grace",
                NormalizedUserName = "GRACE",
                Email = "grace@example.com",
                NormalizedEmail = "GRACE@EXAMPLE.COM",
                PasswordHash = TestPassword.Hash,
                SecurityStamp = Guid.NewGuid().ToString(),
                IsStaff = true,
            }
        );
        await db.SaveChangesAsync();
    }

    private static async Task AssertSignsInAsync(Scenario scenario)
    {
        await using var app = AdminApp.Start(scenario.AdminDatabase, scenario.Broker);
        using var visitor = app.NewVisitor();
        Assert.Equal("/admin", await visitor.SignInAsync("grace", TestPassword.Text));
    }

    private static Task LikesAreAsync(FullPlatform platform, int product, ulong expected) =>
        Eventually.IsTrueAsync(
            async () =>
            {
                await using var db = platform.Scenario.OpenAdmin();
                return (await db.Products.SingleAsync(row => row.Id == product)).Likes == expected;
            },
            $"{expected} likes are counted"
        );
}
