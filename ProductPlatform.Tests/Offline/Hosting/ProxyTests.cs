using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Running;

namespace ProductPlatform.Tests.Offline.Hosting;

public sealed class ProxyTests
{
    [Fact]
    public async Task Connections_go_to_the_replicas_in_turn_and_pass_over_a_dead_one()
    {
        using var pool = new PortPool();
        using var one = Echo("one");
        using var two = Echo("two");
        var dead = pool.Take();
        var port = pool.Take();
        await using var proxy = LoopbackProxy.Start(port, () => [Port(one), dead, Port(two)]);

        var answers = new List<string>();
        for (var i = 0; i < 6; i++)
            answers.Add(await AskAsync(port));

        Assert.Equal(["one", "two"], answers.Distinct().Order());
        Assert.Equal(6, answers.Count);
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static TcpListener Echo(string name)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = ServeAsync();
        return listener;

        async Task ServeAsync()
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await using var writer = new StreamWriter(client.GetStream());
                await writer.WriteAsync(name);
            }
        }
    }

    private static async Task<string> AskAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync().WaitAsync(OfflineApplication.Patience);
    }
}
