using Admin.Data.Audit;
using CliWrap.Buffered;
using Main.Data.Likes;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Import;

/// <summary>What the Python pair has moves into this platform, by the commands of docs/operations.md.</summary>
public sealed class ImportTests : IAsyncLifetime
{
    private FullPlatform _platform = null!;
    private PythonPair _pair = null!;

    public async Task InitializeAsync() => _platform = await FullPlatform.StartAsync();

    public async Task DisposeAsync()
    {
        await _platform.DisposeAsync();
        if (_pair is not null)
            await _pair.DisposeAsync();
    }

    [Theory]
    [InlineData("mysql")]
    [InlineData("postgresql")]
    public async Task Products_users_accounts_and_likes_move_with_their_ids(string engine)
    {
        _pair = await PythonPair.CreateAsync(engine);

        var admin = await ImportAsync("Admin.Worker", "--engine", engine);

        Assert.True(admin.ExitCode == 2, admin.StandardOutput + admin.StandardError);
        Assert.Contains("users: 3 read, 3 added, 0 left", admin.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("accounts: 3 read, 3 added, 0 left", admin.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("products: 2 read, 2 added, 0 left", admin.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("! Account old has no password", admin.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(["3 Lamp lamp.png 5 of them initial 3", "8 Tasse “Köln” 😀 mug.png 2 of them initial 0"], await ProductsAsync());
        await AssertUsersAsync();
        await AssertRecordedAsync("3 users, 3 accounts, 2 products added, 1 problems");

        await _platform.ProductsAgreeAsync();
        var main = await ImportAsync("Main.Worker");
        Assert.Equal(2, main.ExitCode);
        Assert.Contains("likes: 6 read, 4 added, 1 here already or given twice", main.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("! 1 likes are of products that Main does not have", main.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(0, (await ReconcileAsync()).ExitCode);

        Assert.Equal(LikeOutcome.AlreadyLiked, await _platform.LikeAsync(3, 1));
        Assert.Equal(LikeOutcome.Liked, await _platform.LikeAsync(3, 7));
        Assert.True(await _platform.CreateProductAsync("new") > 12, "An id that Flask knows was given again.");
    }

    [Fact]
    public async Task An_import_that_was_broken_off_goes_on_and_one_that_is_repeated_changes_nothing()
    {
        _pair = await PythonPair.CreateAsync("mysql");
        await _pair.InDjangoAsync("ALTER TABLE products_product RENAME TO elsewhere");
        Assert.Equal(1, (await ImportAsync("Admin.Worker")).ExitCode);
        await _pair.InDjangoAsync("ALTER TABLE elsewhere RENAME TO products_product");

        var second = await ImportAsync("Admin.Worker");
        Assert.True(second.ExitCode == 0, second.StandardOutput + second.StandardError);
        Assert.Contains("users: 3 read, 0 added, 3 left as they are", second.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("products: 2 read, 2 added", second.StandardOutput, StringComparison.Ordinal);
        await _platform.ProductsAgreeAsync();
        await _platform.ChangeAsync(store => store.UpdateAsync(3, "Red lamp", "lamp.png", null, "test", CancellationToken.None));
        await _platform.ChangeAsync(store => store.DeleteAsync(8, null, "test", CancellationToken.None));
        await ImportAsync("Main.Worker");

        var third = await ImportAsync("Admin.Worker");
        Assert.Equal(0, third.ExitCode);
        Assert.Contains("products: 2 read, 0 added, 2 left as they are", third.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(["3 Red lamp lamp.png 5 of them initial 3"], await ProductsAsync());
        Assert.Contains("likes: 6 read, 0 added", (await ImportAsync("Main.Worker")).StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_pair_has_no_users_of_its_own_accounts_keep_their_ids()
    {
        _pair = await PythonPair.CreateAsync("mysql", hasUsers: false);

        await ImportAsync("Admin.Worker");

        await using var db = _platform.Scenario.OpenAdmin();
        Assert.Equal(
            ["1 root", "2 ann", "3 old"],
            await db.Users.OrderBy(user => user.Id).Select(user => $"{user.Id} {user.UserName}").ToListAsync()
        );
    }

    [Fact]
    public async Task An_id_that_another_user_has_here_is_named()
    {
        _pair = await PythonPair.CreateAsync("mysql");
        await using (var db = _platform.Scenario.OpenAdmin())
        {
            db.Users.Add(
                new Admin.Data.Users.User
                {
                    Id = 2,
                    Name = "Here",
                    Email = "here@example.org",
                }
            );
            await db.SaveChangesAsync();
        }

        var import = await ImportAsync("Admin.Worker");

        Assert.Equal(2, import.ExitCode);
        Assert.Contains("! User 2 is not imported: here@example.org has that id here.", import.StandardOutput, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Admin.Worker")]
    [InlineData("Main.Worker")]
    public async Task Without_an_address_the_command_says_which_setting_is_missing(string worker)
    {
        var import = await OperatorProcess.RunAsync(_platform.Scenario, worker, "import");

        Assert.Equal(1, import.ExitCode);
        Assert.Contains("Set ConnectionStrings__flask", import.StandardError, StringComparison.Ordinal);
    }

    private async Task AssertRecordedAsync(string details)
    {
        await using var db = _platform.Scenario.OpenAdmin();
        var entry = await db.AuditLog.SingleAsync(entry => entry.Kind == AuditKind.CommandRun);
        Assert.Equal(("import", details), (entry.Subject, entry.Details));
    }

    private async Task AssertUsersAsync()
    {
        await using var db = _platform.Scenario.OpenAdmin();
        var users = await db.Users.Include(user => user.Permissions).Include(user => user.Groups).OrderBy(user => user.Id).ToListAsync();
        Assert.Equal([1, 2, 7], users.Take(3).Select(user => user.Id));
        Assert.Equal(["Ann", "Bob", "Cleo", "root", "Old Staff"], users.Select(user => user.Name));
        Assert.Equal(["ann@example.org", "user-2@import.invalid", "user-7@import.invalid"], users.Take(3).Select(user => user.Email));
        var (ann, root, old) = (users[0], users[3], users[4]);
        Assert.Equal(("ann", PythonPair.Hash, true, false), (ann.UserName, ann.PasswordHash, ann.IsStaff, ann.IsSuperuser));
        Assert.Equal("users.view", Assert.Single(ann.Permissions).Permission);
        Assert.Equal("Editors", Assert.Single(ann.Groups).Name);
        Assert.Equal(
            ["products.change"],
            await db.Groups.SelectMany(group => group.Permissions).Select(right => right.Permission).ToListAsync()
        );
        Assert.Equal((true, new DateTime(2024, 5, 6, 7, 8, 9)), (root.IsSuperuser, root.LastLogin!.Value));
        Assert.Null(old.PasswordHash);
    }

    private async Task<List<string>> ProductsAsync()
    {
        await using var db = _platform.Scenario.OpenAdmin();
        return await db
            .Products.OrderBy(product => product.Id)
            .Select(product => $"{product.Id} {product.Title} {product.Image} {product.Likes} of them initial {product.InitialLikes}")
            .ToListAsync();
    }

    private Task<BufferedCommandResult> ReconcileAsync() =>
        OperatorProcess.RunAsync(_platform.Scenario, "Admin.Worker", "reconcile", "--main-url", _platform.MainUrl.ToString());

    private Task<BufferedCommandResult> ImportAsync(string worker, params string[] options) =>
        OperatorProcess.RunAsync(
            _platform.Scenario.Broker,
            _platform.Scenario,
            [new("ConnectionStrings__django", _pair.Django), new("ConnectionStrings__flask", _pair.Flask)],
            worker,
            ["import", .. options]
        );
}
