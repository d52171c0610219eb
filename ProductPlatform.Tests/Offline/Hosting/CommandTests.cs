using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace ProductPlatform.Tests.Offline.Hosting;

public sealed class CommandTests
{
    [Fact]
    public async Task A_crashed_resource_stays_down_until_it_is_started_by_command()
    {
        var builder = OfflineApplication.Create();
        var crashing = builder.AddShell("crashing", "kill -9 $$");
        await using var app = builder.Build();
        await app.StartAsync();
        var first = await app.WaitForAsync("crashing", "Finished");

        await app.ResourceCommands.ExecuteCommandAsync(crashing.Resource, KnownResourceCommands.StartCommand);
        var second = await app.ResourceNotifications
            .WaitForResourceAsync("crashing", e => e.Snapshot.StopTimeStamp > first.StopTimeStamp).WaitAsync(OfflineApplication.Patience);

        Assert.Equal((137, 137), (first.ExitCode, second.Snapshot.ExitCode));
    }

    [Fact]
    public async Task Restart_replaces_the_process()
    {
        var builder = OfflineApplication.Create();
        var server = builder.AddShell("server", "sleep 100");
        await using var app = builder.Build();
        await app.StartAsync();
        var before = (await app.WaitForAsync("server", "Running")).Pid();

        var result = await app.ResourceCommands.ExecuteCommandAsync("server", KnownResourceCommands.RestartCommand);

        Assert.True(result.Success, result.ErrorMessage);
        Assert.NotEqual(before, (await app.WaitForAsync("server", "Running")).Pid());
    }

    [Fact]
    public async Task A_restarted_resource_becomes_healthy_and_ready_again()
    {
        var ready = 0;
        var builder = OfflineApplication.Create();
        var server = builder.AddShell("server", "sleep 100").WithSwitchedHealth(() => true)
            .OnResourceReady((_, _, _) => Task.FromResult(Interlocked.Increment(ref ready)));
        await using var app = builder.Build();
        await app.StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("server").WaitAsync(OfflineApplication.Patience);

        await app.ResourceCommands.ExecuteCommandAsync(server.Resource, KnownResourceCommands.RestartCommand);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("server").WaitAsync(OfflineApplication.Patience);

        using var patience = new CancellationTokenSource(OfflineApplication.Patience);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (Volatile.Read(ref ready) < 2)
            await ticks.WaitForNextTickAsync(patience.Token);
    }

    [Fact]
    public async Task Stop_lets_the_program_finish_its_work()
    {
        var builder = OfflineApplication.Create();
        var server = builder.AddShell("server", "trap 'echo saved; exit 0' TERM; echo ready; while :; do sleep 0.05; done");
        await using var app = builder.Build();
        await app.StartAsync();
        await app.WaitForAsync("server", "Running");
        await ReadyAsync(app, server.Resource);

        await app.ResourceCommands.ExecuteCommandAsync(server.Resource, KnownResourceCommands.StopCommand);

        Assert.Equal(0, (await app.WaitForAsync("server", "Finished")).ExitCode);
        Assert.Contains("saved", await app.LogAsync(server.Resource), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resource_with_explicit_start_waits_for_its_command()
    {
        var builder = OfflineApplication.Create();
        var tool = builder.AddShell("tool", "sleep 100").WithExplicitStart();
        await using var app = builder.Build();
        await app.StartAsync();
        Assert.Equal("NotStarted", (await app.WaitForAsync("tool", "NotStarted")).State?.Text);

        await app.ResourceCommands.ExecuteCommandAsync(tool.Resource, KnownResourceCommands.StartCommand);

        await app.WaitForAsync("tool", "Running");
    }

    [Fact]
    public async Task A_command_of_the_application_is_run_and_what_it_throws_is_its_answer()
    {
        var builder = OfflineApplication.Create();
        var server = builder.AddShell("server", "sleep 100")
            .WithCommand("greet", "Greet", _ => throw new InvalidOperationException("nobody there"));
        await using var app = builder.Build();
        await app.StartAsync();

        var result = await app.ResourceCommands.ExecuteCommandAsync(server.Resource, "greet");

        Assert.Equal((false, "nobody there"), (result.Success, result.ErrorMessage));
    }

    private static async Task ReadyAsync(DistributedApplication app, IResource resource)
    {
        using var patience = new CancellationTokenSource(OfflineApplication.Patience);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!(await app.LogAsync(resource)).Contains("ready", StringComparison.Ordinal))
            await ticks.WaitForNextTickAsync(patience.Token);
    }
}
