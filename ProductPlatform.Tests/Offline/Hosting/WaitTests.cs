using Aspire.Hosting;

namespace ProductPlatform.Tests.Offline.Hosting;

public sealed class WaitTests
{
    [Fact]
    public async Task WaitFor_starts_a_resource_once_the_other_is_healthy()
    {
        var healthy = false;
        var builder = OfflineApplication.Create();
        var server = builder.AddShell("server", "sleep 100").WithSwitchedHealth(() => healthy);
        builder.AddShell("client", "sleep 100").WaitFor(server);
        await using var app = builder.Build();

        var starting = app.StartAsync();
        await app.WaitForAsync("server", "Running");
        Assert.Null((await app.WaitForAsync("client", "Waiting")).StartTimeStamp);
        healthy = true;

        Assert.NotNull((await app.WaitForAsync("client", "Running")).StartTimeStamp);
        await starting;
    }

    [Fact]
    public async Task WaitFor_waits_for_what_follows_when_the_other_is_ready()
    {
        var followed = new TaskCompletionSource();
        var builder = OfflineApplication.Create();
        var server = builder.AddShell("server", "sleep 100").OnResourceReady((_, _, _) => followed.Task);
        builder.AddShell("client", "sleep 100").WaitFor(server);
        await using var app = builder.Build();

        var starting = app.StartAsync();
        await app.WaitForAsync("server", "Running");
        await app.WaitForAsync("client", "Waiting");
        Assert.False(starting.IsCompleted);
        followed.SetResult();

        await app.WaitForAsync("client", "Running");
        await starting;
    }

    [Fact]
    public async Task WaitForCompletion_starts_a_resource_after_exit_code_0()
    {
        var builder = OfflineApplication.Create();
        var migration = builder.AddShell("migration", "exit 0");
        builder.AddShell("client", "sleep 100").WaitForCompletion(migration);
        await using var app = builder.Build();

        await app.StartAsync();

        Assert.Equal(0, (await app.WaitForAsync("migration", "Finished")).ExitCode);
        await app.WaitForAsync("client", "Running");
    }

    [Fact]
    public async Task WaitForCompletion_fails_after_another_exit_code_and_shows_the_last_lines()
    {
        var builder = OfflineApplication.Create();
        var migration = builder.AddShell("migration", "echo the table is locked; exit 3");
        var client = builder.AddShell("client", "sleep 100").WaitForCompletion(migration);
        await using var app = builder.Build();

        await app.StartAsync();
        await app.WaitForAsync("client", "FailedToStart");

        var log = await app.LogAsync(client.Resource);
        Assert.Contains("with exit code '3', expected '0'", log, StringComparison.Ordinal);
        Assert.Contains("the table is locked", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resource_that_never_gets_healthy_ends_in_an_error_with_the_reason_and_its_last_lines()
    {
        var builder = OfflineApplication.Create("--AppHost:HealthTimeoutSeconds=1");
        var server = builder.AddShell("server", "echo the disk is full; sleep 100").WithSwitchedHealth(() => false, "nobody answers");
        var client = builder.AddShell("client", "sleep 100").WaitFor(server);
        await using var app = builder.Build();

        await app.StartAsync();
        await app.WaitForAsync("client", "FailedToStart");

        var log = await app.LogAsync(client.Resource);
        Assert.Contains("'server' did not become healthy within 1 s", log, StringComparison.Ordinal);
        Assert.Contains("nobody answers", log, StringComparison.Ordinal);
        Assert.Contains("the disk is full", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resource_that_ends_before_it_is_healthy_fails_those_that_wait_for_it()
    {
        var builder = OfflineApplication.Create();
        var server = builder.AddShell("server", "echo no such option; exit 2").WithSwitchedHealth(() => false);
        var client = builder.AddShell("client", "sleep 100").WaitFor(server);
        await using var app = builder.Build();

        await app.StartAsync();
        await app.WaitForAsync("client", "FailedToStart");

        Assert.Contains("no such option", await app.LogAsync(client.Resource), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_does_not_exist_is_named_in_the_error()
    {
        var builder = OfflineApplication.Create();
        var missing = builder.AddExecutable("missing", "no-such-program", ".");
        await using var app = builder.Build();

        await app.StartAsync();
        await app.WaitForAsync("missing", "FailedToStart");

        Assert.Contains("'no-such-program' was not found", await app.LogAsync(missing.Resource), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_another_program_holds_is_named_in_the_error()
    {
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var port = ((System.Net.IPEndPoint)other.LocalEndpoint).Port;
        var builder = OfflineApplication.Create();
        var server = builder.AddShell("server", "sleep 100").WithHttpEndpoint(port: port);
        await using var app = builder.Build();

        await app.StartAsync();
        await app.WaitForAsync("server", "FailedToStart");

        Assert.Contains($"Port {port} of endpoint 'http' of 'server' is in use", await app.LogAsync(server.Resource), StringComparison.Ordinal);
    }
}
