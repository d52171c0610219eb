using System.Net;
using System.Net.Sockets;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AppHost;

/// <summary>./run, from its first line to the end of its last process.</summary>
public sealed class RunTests
{
    private static string[] Ports => [$"--Ports:AdminApi={Free}", $"--Ports:MainApi={Free}", $"--Ports:Dashboard={Free}"];

    private static int Free => ProductPlatform.AppHost.Endpoints.Ports.Free();

    [Theory]
    [InlineData(ProcessSignal.Interrupt)]
    [InlineData(ProcessSignal.Terminate)]
    public async Task A_stopped_platform_leaves_no_process_behind(ProcessSignal signal)
    {
        await using var platform = PlatformProcess.Start(Ports);
        await platform.ReadyAsync();

        Assert.Equal(0, await platform.StopAsync(signal));

        Assert.Empty(platform.Left);
        // What looks broken on the console is broken.
        Assert.DoesNotMatch("(?i)warn:|fail:|error|exception", platform.Output);
    }

    [Fact]
    public async Task A_platform_whose_host_is_killed_leaves_no_process_behind()
    {
        await using var platform = PlatformProcess.Start(Ports);
        await platform.ReadyAsync();

        Assert.NotEqual(0, await platform.KillHostAsync());

        Assert.Empty(platform.Left);
    }

    [Fact]
    public async Task A_program_has_the_secrets_that_it_needs_and_no_others()
    {
        await using var platform = PlatformProcess.Start(Ports);
        await platform.ReadyAsync();

        // What a person started has what the person gave it: the script and the AppHost.
        var started = platform
            .Processes.Where(process =>
                !process.Command.Contains("/run ", StringComparison.Ordinal)
                && !process.Command.Contains("ProductPlatform.AppHost.dll", StringComparison.Ordinal)
            )
            .ToList();
        string[] Having(string parameter) =>
            [
                .. started
                    .Where(process => process.Environment.Contains(platform.Secrets[parameter], StringComparison.Ordinal))
                    .Select(process => Path.GetFileName(process.Command.Split(' ')[0]))
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ];
        Assert.Contains(
            started,
            process =>
                process.Command.Contains("mariadbd", StringComparison.Ordinal)
                || process.Command.Contains("mysqld", StringComparison.Ordinal)
        );
        Assert.Empty(Having("mysql-password"));
        Assert.Empty(Having("messaging-password"));
        Assert.Empty(Having("admin-password"));
        Assert.Equal(["Admin.Api", "Admin.Worker", "Main.Api", "Main.Worker"], Having("internal-secret"));
    }

    [Fact]
    public async Task The_console_ends_with_shop_dashboard_and_Aspire_dashboard()
    {
        var ports = Ports;
        await using var platform = PlatformProcess.Start(ports);

        await platform.ReadyAsync();

        var (admin, main, dashboard) = (ports[0].Split('=')[1], ports[1].Split('=')[1], ports[2].Split('=')[1]);
        Assert.Matches(
            $@"\n  Shop +http://localhost:{main}\n  Dashboard +http://localhost:{admin}/admin\n +user admin;.*\n  Aspire dashboard +http://localhost:{dashboard}/login\?t=[0-9a-f]+\n",
            platform.Output
        );
    }

    [Theory]
    [InlineData("Ports:AdminApi")]
    [InlineData("Ports:MainApi")]
    [InlineData("Ports:Dashboard")]
    [InlineData("Ports:MySql")]
    [InlineData("Ports:RabbitMQ")]
    public async Task A_configured_port_in_use_is_reported_with_the_option_to_change(string option)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        // The last one wins.
        await using var platform = PlatformProcess.Start([.. Ports, $"--{option}={port}"]);

        Assert.Equal(1, await platform.EndAsync());

        Assert.Contains(
            $"Port {port} is in use. Stop the program that listens there, or set {option} to another port.",
            platform.Output,
            StringComparison.Ordinal
        );
        Assert.Empty(platform.Left);
    }
}
