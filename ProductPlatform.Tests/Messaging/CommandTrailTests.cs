using Admin.Data.Audit;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Messaging;

/// <summary>Which operator ran which command that changes data is in the audit log, an entry for each.</summary>
public sealed class CommandTrailTests : IAsyncLifetime
{
    private FullPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await FullPlatform.StartAsync();

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    [Fact]
    public async Task Demonstration_data_are_in_the_audit_log_with_the_operators_name()
    {
        await RunAsync("demo-data");
        await RunAsync("demo-data", "--reset");

        Assert.Equal(
            [
                (
                    AuditKind.CommandRun,
                    $"command line: {Environment.UserName}",
                    "demo-data",
                    "0 products deleted, 12 products and 100 users added"
                ),
                (
                    AuditKind.CommandRun,
                    $"command line: {Environment.UserName}",
                    "demo-data --reset",
                    "12 products deleted, 12 products and 0 users added"
                ),
            ],
            await EntriesAsync()
        );
    }

    [Fact]
    public async Task A_resync_and_a_repair_are_in_the_audit_log_and_a_comparison_is_not()
    {
        var id = await _platform.CreateProductAsync("miscounted", likes: 3);
        await _platform.CreateProductAsync("counted");
        await _platform.ProductsAgreeAsync();
        await _platform.AdminSqlAsync($"UPDATE product SET likes = likes + 7 WHERE id = {id}");

        await RunAsync("resync", "--main-url", $"{_platform.MainUrl}");
        Assert.Equal(2, (await OperatorAsync("reconcile", "--main-url", $"{_platform.MainUrl}")).ExitCode);
        await RunAsync("reconcile", "--repair", "--main-url", $"{_platform.MainUrl}");

        Assert.Equal(
            [("resync", "2 products announced, 0 announced as deleted"), ("reconcile --repair", "1 of 2 counts corrected")],
            (await EntriesAsync()).Select(entry => (entry.Subject, entry.Details))
        );
    }

    [Fact]
    public async Task A_command_that_breaks_off_is_in_the_audit_log()
    {
        var resync = await OperatorAsync("resync", "--main-url", "http://127.0.0.1:1");

        Assert.Equal(1, resync.ExitCode);
        Assert.Equal(
            [("resync", "did not finish; what it had done by then stays done")],
            (await EntriesAsync()).Select(entry => (entry.Subject, entry.Details))
        );
    }

    [Fact]
    public async Task Dead_letters_that_are_settled_by_command_are_in_the_audit_log()
    {
        await using var channel = await _platform.Scenario.OpenChannelAsync();
        await _platform.Scenario.WaitForQueueAsync("admin.dead");
        await channel.SendAsync("admin", "product_liked", "no JSON", "a");
        await channel.SendAsync("admin", "product_liked", "none either", "b");
        await Eventually.IsTrueAsync(async () => await channel.CountAsync("admin.dead") == 2, "the messages are dead");

        await RunAsync("dead-letters", "discard", "a");
        await RunAsync("dead-letters", "replay", "--all");
        Assert.Equal(1, (await OperatorAsync("dead-letters", "discard", "a")).ExitCode);

        Assert.Equal(
            [(AuditKind.DeadLetterDiscarded, "admin.dead: a", "1 message"), (AuditKind.DeadLetterReplayed, "admin.dead: all", "1 message")],
            (await EntriesAsync()).Select(entry => (entry.Kind, entry.Subject, entry.Details))
        );
    }

    private async Task RunAsync(params string[] arguments)
    {
        var result = await OperatorAsync(arguments);
        Assert.True(result.ExitCode == 0, result.StandardOutput + result.StandardError);
    }

    private Task<CliWrap.Buffered.BufferedCommandResult> OperatorAsync(params string[] arguments) =>
        OperatorProcess.RunAsync(_platform.Scenario, "Admin.Worker", arguments);

    private async Task<List<(AuditKind Kind, string Actor, string Subject, string Details)>> EntriesAsync()
    {
        await using var db = _platform.Scenario.OpenAdmin();
        var entries = await db.AuditLog.OrderBy(entry => entry.Id).ToListAsync();
        return [.. entries.Select(entry => (entry.Kind, entry.Actor, entry.Subject, entry.Details))];
    }
}
