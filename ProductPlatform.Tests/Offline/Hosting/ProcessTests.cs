using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace ProductPlatform.Tests.Offline.Hosting;

public sealed class ProcessTests
{
    // A program with a child in its group, and one that has left for a session of its own, as daemons do.
    private static string Family(string mark) => $"setsid sleep {mark} & sleep {mark} & sleep {mark}";

    [Fact]
    public async Task Stop_leaves_no_process_behind()
    {
        var mark = KilledHost.NewMark();
        var builder = OfflineApplication.Create();
        builder.AddShell("family", Family(mark));
        await using (var app = builder.Build())
        {
            await app.StartAsync();
            await app.WaitForAsync("family", "Running");
            await app.StopAsync();
        }

        Assert.Empty(OfflineApplication.ProcessesWith(mark));
    }

    [Fact]
    public async Task A_host_that_is_killed_leaves_no_process_behind()
    {
        var mark = KilledHost.NewMark();
        using var host = KilledHost.Start(Family(mark));
        using var patience = new CancellationTokenSource(OfflineApplication.Patience);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (OfflineApplication.ProcessesWith($"sleep\0{mark}").Length < 3)
            await ticks.WaitForNextTickAsync(patience.Token);

        host.Kill();

        await OfflineApplication.WaitUntilNoneAsync(mark);
    }

    [Fact]
    public async Task What_ignores_the_request_to_stop_is_killed_with_the_host()
    {
        var mark = KilledHost.NewMark();
        using var host = KilledHost.Start($"trap '' TERM; echo {mark}; while :; do sleep 0.5; done");
        using var patience = new CancellationTokenSource(OfflineApplication.Patience);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (OfflineApplication.ProcessesWith(mark).Length == 0)
            await ticks.WaitForNextTickAsync(patience.Token);

        host.Kill();

        await OfflineApplication.WaitUntilNoneAsync(mark);
    }

    [Fact]
    public async Task Resources_are_stopped_before_those_they_need()
    {
        var builder = OfflineApplication.Create();
        var server = builder.AddShell("server", "sleep 100");
        var client = builder.AddShell("client", "trap 'sleep 0.3; exit 0' TERM; while :; do sleep 0.05; done").WaitFor(server);
        await using var app = builder.Build();
        await app.StartAsync();
        await app.WaitForAsync("client", "Running");

        await app.StopAsync();

        var (serverEnd, clientEnd) = (await app.WaitForAsync("server", "Finished"), await app.WaitForAsync(client.Resource.Name, "Finished"));
        Assert.True(serverEnd.StopTimeStamp > clientEnd.StopTimeStamp);
    }

    [Fact]
    public async Task Two_applications_at_once_get_different_ports()
    {
        var builders = new[] { OfflineApplication.Create(), OfflineApplication.Create() };
        foreach (var builder in builders)
        {
            for (var i = 0; i < 40; i++)
                builder.AddShell($"server-{i}", "sleep 100").WithHttpEndpoint().WithExplicitStart();
        }

        await using var one = builders[0].Build();
        await using var other = builders[1].Build();
        await Task.WhenAll(one.StartAsync(), other.StartAsync());

        var ports = builders.SelectMany(b => b.Resources.OfType<ExecutableResource>())
            .Select(r => r.GetEndpoint("http").Port).ToList();
        Assert.Equal(80, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, 20_000, 32_700));
    }
}
