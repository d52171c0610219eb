using Admin.Data;
using Admin.Worker.Reconcile;
using Main.Data.Likes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Messaging.Publishing;
using ProductPlatform.Messaging.Receiving;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Messaging;

public sealed class ReconcileTests : IAsyncLifetime
{
    private static readonly TimeSpan SettlingTimeout = TimeSpan.FromSeconds(30);

    private FullPlatform _platform = null!;
    private int _product;

    public async Task InitializeAsync()
    {
        _platform = await FullPlatform.StartAsync();
        _product = await _platform.CreateProductAsync("liked", likes: 100);
        await _platform.ProductsAgreeAsync();
    }

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    [Fact]
    public async Task No_false_difference_is_reported_under_load()
    {
        var likes = PourAsync(1, 600);
        var reports = new List<LikeReport>();
        while (!likes.IsCompleted)
            reports.Add(await ReconcileAsync(repair: false));
        await likes;
        reports.Add(await ReconcileAsync(repair: false));

        Assert.All(reports, report => Assert.Empty(report.Differences));
        await CountIsAsync(700);
    }

    [Fact]
    public async Task An_injected_difference_is_repaired_exactly_under_load()
    {
        await _platform.LikeAsync(_product, 10_001);
        await CountIsAsync(101);
        var likes = PourAsync(1, 300);
        await _platform.AdminSqlAsync($"UPDATE product SET likes = likes + 7 WHERE id = {_product}");

        var report = await ReconcileAsync(repair: true);
        Assert.Equal(7, Assert.Single(report.Differences).Difference);
        await _platform.AdminSqlAsync($"UPDATE product SET likes = likes - 5 WHERE id = {_product}");
        report = await ReconcileAsync(repair: true);
        Assert.Equal(-5, Assert.Single(report.Differences).Difference);

        await likes;
        await CountIsAsync(401);
        Assert.Empty((await ReconcileAsync(repair: false)).Differences);
    }

    [Fact]
    public async Task A_lost_like_is_counted_and_when_its_message_comes_after_all_it_is_not_counted_again()
    {
        var lost = await LikeWithoutRelayAsync(1);

        var found = await ReconcileAsync(repair: false);
        Assert.Equal(-1, Assert.Single(found.Differences).Difference);
        await ReconcileAsync(repair: true);
        await CountIsAsync(101);

        await using var channel = await _platform.Scenario.OpenChannelAsync();
        await channel.SendAsync("admin", "product_liked", $"{_product}", lost.MessageId.ToString());
        await _platform.LikeAsync(_product, 2);
        await AllAreAppliedAsync();
        await CountIsAsync(102);
        Assert.Empty((await ReconcileAsync(repair: false)).Differences);
    }

    [Fact]
    public async Task A_like_in_the_queue_is_on_its_way_and_no_difference()
    {
        await _platform.AdminWorker.StopAsync();
        await _platform.LikeAsync(_product, 1);

        var report = await ReconcileAsync(repair: true, TimeSpan.FromSeconds(2));

        Assert.Empty(report.Differences);
        Assert.Equal(1, report.OnTheWay);
        await _platform.Scenario.StartAdminWorkerAsync();
        await CountIsAsync(101);
    }

    [Fact]
    public async Task A_like_that_waits_for_the_broker_is_on_its_way_and_no_difference()
    {
        await _platform.MainApi.StopAsync();
        await _platform.LikeAsync(_product, 1);

        var report = await ReconcileAsync(repair: true, TimeSpan.FromSeconds(2));

        Assert.Empty(report.Differences);
        Assert.Equal(1, report.OnTheWay);
    }

    [Fact]
    public async Task An_emptied_inbox_is_no_difference()
    {
        await _platform.LikeAsync(_product, 1);
        await _platform.LikeAsync(_product, 2);
        await CountIsAsync(102);
        await _platform.AdminSqlAsync($"DELETE FROM inbox");

        Assert.Empty((await ReconcileAsync(repair: false)).Differences);
    }

    [Fact]
    public async Task Likes_older_than_the_inbox_count_as_applied()
    {
        await OldLikeAsync(1);
        await _platform.AdminSqlAsync($"UPDATE product SET likes = likes + 1 WHERE id = {_product}");

        Assert.Empty((await ReconcileAsync(repair: false)).Differences);
    }

    [Fact]
    public async Task An_old_like_that_was_never_counted_is_repaired_and_its_dead_letter_counts_nothing_more()
    {
        var old = await OldLikeAsync(1);

        await ReconcileAsync(repair: true);
        await CountIsAsync(101);

        await using var channel = await _platform.Scenario.OpenChannelAsync();
        await channel.SendAsync("admin", "product_liked", $"{_product}", old.ToString());
        await _platform.LikeAsync(_product, 2);
        await AllAreAppliedAsync();
        await CountIsAsync(102);
    }

    [Fact]
    public async Task Two_concurrent_reconciles_do_not_correct_the_same_difference_twice()
    {
        await _platform.AdminSqlAsync($"UPDATE product SET likes = likes + 7 WHERE id = {_product}");

        var refusals = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Record.ExceptionAsync(() => ReconcileAsync(repair: true))));

        Assert.Contains(null, refusals);
        await CountIsAsync(100);
    }

    [Fact]
    public async Task The_command_ends_with_2_on_a_difference_and_with_0_once_it_is_repaired()
    {
        await _platform.AdminSqlAsync($"UPDATE product SET likes = likes + 7 WHERE id = {_product}");

        var found = await RunAsync("--json");
        var repaired = await RunAsync("--repair");
        var clean = await RunAsync();

        Assert.Equal((2, 0, 0), (found.ExitCode, repaired.ExitCode, clean.ExitCode));
        using var json = System.Text.Json.JsonDocument.Parse(found.StandardOutput);
        Assert.Equal(7, json.RootElement.GetProperty("differences")[0].GetProperty("difference").GetInt32());
        Assert.Contains("no differences", clean.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_Main_the_command_ends_with_1_and_says_what_to_do()
    {
        var nowhere = await OperatorProcess.RunAsync(_platform.Scenario, "Admin.Worker", "reconcile");

        Assert.Equal(1, nowhere.ExitCode);
        Assert.Contains("--main-url", nowhere.StandardError, StringComparison.Ordinal);
    }

    private Task<CliWrap.Buffered.BufferedCommandResult> RunAsync(params string[] options) =>
        OperatorProcess.RunAsync(_platform.Scenario, "Admin.Worker", ["reconcile", "--main-url", _platform.MainUrl.ToString(), .. options]);

    private async Task PourAsync(int firstUser, int count)
    {
        for (var user = firstUser; user < firstUser + count; user++)
            Assert.Equal(LikeOutcome.Liked, await _platform.LikeAsync(_product, user));
    }

    private async Task<LikeReport> ReconcileAsync(bool repair, TimeSpan? timeout = null)
    {
        using var host = await _platform.Scenario.StartAsync(
            "Admin.Worker",
            builder =>
            {
                builder.AddAdminData();
                builder.AddReconciling(_platform.MainUrl);
            }
        );
        await using var scope = host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<LikeReconciliation>()
            .RunAsync(repair, timeout ?? SettlingTimeout, CancellationToken.None);
    }

    /// <summary>A like whose event is never published.</summary>
    private async Task<OutboxMessage> LikeWithoutRelayAsync(int user)
    {
        await _platform.MainApi.StopAsync();
        await _platform.LikeAsync(_product, user);
        await using var db = _platform.Scenario.OpenMain();
        var message = await db.Outbox.SingleAsync();
        await db.Outbox.ExecuteDeleteAsync();
        await _platform.Scenario.StartMainApiAsync();
        return message;
    }

    /// <summary>A like of a month ago, whose event Admin's inbox does not know (any more).</summary>
    private async Task<Guid> OldLikeAsync(int user)
    {
        var messageId = Guid.CreateVersion7(DateTimeOffset.UtcNow.AddDays(-30));
        await using var db = _platform.Scenario.OpenMain();
        db.Likes.Add(
            new ProductUser
            {
                UserId = user,
                ProductId = _product,
                MessageId = messageId,
            }
        );
        await db.SaveChangesAsync();
        return messageId;
    }

    /// <summary>A message that came before the last like is applied by then, too.</summary>
    private Task AllAreAppliedAsync() =>
        Eventually.IsTrueAsync(
            async () =>
            {
                await using var main = _platform.Scenario.OpenMain();
                await using var admin = _platform.Scenario.OpenAdmin();
                var likes = await main.Likes.Select(like => like.MessageId!.Value).ToListAsync();
                return await admin.Set<InboxMessage>().CountAsync(row => likes.Contains(row.MessageId)) == likes.Count;
            },
            "every like of Main is applied in Admin"
        );

    private Task CountIsAsync(ulong expected) =>
        Eventually.IsTrueAsync(
            async () =>
            {
                await using var db = _platform.Scenario.OpenAdmin();
                var likes = (await db.Products.SingleAsync(product => product.Id == _product)).Likes;
                return likes == expected;
            },
            $"{expected} likes are counted"
        );
}
