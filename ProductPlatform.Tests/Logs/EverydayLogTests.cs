using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Admin.Data.Users;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Logs;

/// <summary>What happens every day leaves nothing in a log that looks broken.</summary>
public sealed partial class EverydayLogTests : IAsyncLifetime
{
    private static readonly string[] Projects = ["Admin.Api", "Admin.Worker", "Main.Worker", "Main.Api"];
    private readonly List<ServiceProcess> _processes = [];
    private Scenario _scenario = null!;

    private ServiceProcess Admin => _processes[0];

    private ServiceProcess Shop => _processes[3];

    public async Task InitializeAsync()
    {
        _scenario = await Scenario.CreateAsync();
        await using (var db = _scenario.OpenAdmin())
        {
            db.Users.Add(new User { Name = "Only One", Email = "one@example.org" });
            await db.SaveChangesAsync();
        }

        foreach (var project in Projects)
            _processes.Add(new ServiceProcess(project, Environment()));
        await Task.WhenAll(_processes.Select(process => process.AliveAsync()));
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        await _scenario.DisposeAsync();
    }

    [Fact]
    public async Task A_start_a_like_that_comes_twice_clients_that_leave_and_a_stop_log_no_fault()
    {
        Assert.Contains(
            "Created",
            await Admin.AskAsync(HttpMethod.Post, "/api/products", """{"title":"t","image":"i"}"""),
            StringComparison.Ordinal
        );
        await LikeAsync("success");
        await LikeAsync("You already liked this product.");
        foreach (var request in (string[])["GET /flask/api/products", "GET /?q=t", "GET /sitemap.xml", "POST /flask/api/products/1/like"])
            await LeaveAsync(Shop, $"{request} HTTP/1.1\r\nHost: shop\r\nContent-Length: 0\r\n\r\n");
        await LeaveAsync(Admin, "GET /api/products?limit=5 HTTP/1.1\r\nHost: admin\r\n\r\n");
        foreach (var (process, head) in Forms())
        {
            await LeaveAsync(process, $"{head}Content-Length: 9\r\n\r\nid=");
            Assert.StartsWith("HTTP/1.1 400 ", await BreakAsync(process, head), StringComparison.Ordinal);
        }

        await LikeAsync("You already liked this product.");

        foreach (var output in await StopAsync())
            Assert.DoesNotContain(KestrelsRace().Replace(output, "").Split('\n'), IsAlarming);
    }

    /// <summary>Seldom, and for a connection that is gone already, Kestrel begins to read while it still reads, and warns of itself
    /// (https://github.com/dotnet/aspnetcore/issues/52324).</summary>
    [GeneratedRegex(
        @"^warn: Microsoft\.AspNetCore\.Server\.Kestrel\[0\]\n +Connection processing ended abnormally\.\n +System\.InvalidOperationException: Reading is .*\n( .*\n)*",
        RegexOptions.Multiline
    )]
    private static partial Regex KestrelsRace();

    /// <summary>All but what a setting of Development is warned of at the start: anyone may write.</summary>
    private static bool IsAlarming(string line) =>
        line.StartsWith("crit:", StringComparison.Ordinal)
        || line.StartsWith("fail:", StringComparison.Ordinal)
        || (line.StartsWith("warn:", StringComparison.Ordinal) && !line.Contains("StartWarnings", StringComparison.Ordinal))
        || line.Contains("Exception", StringComparison.Ordinal)
        || line.TrimStart().StartsWith("at ", StringComparison.Ordinal);

    private Task LikeAsync(string expected) =>
        Eventually.IsTrueAsync(
            async () => (await Shop.AskAsync(HttpMethod.Post, "/flask/api/products/1/like")).Contains(expected, StringComparison.Ordinal),
            $"the like is answered with {expected}"
        );

    private IEnumerable<(ServiceProcess Process, string Head)> Forms()
    {
        const string form = "HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        yield return (Shop, $"POST /products/1/like {form}");
        yield return (Shop, $"POST /products/1/like {form}Accept: text/html\r\n");
        yield return (Admin, $"POST /admin/login {form}");
        yield return (Admin, $"POST /api/products {form}");
        yield return (Admin, "POST /api/products HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n");
    }

    /// <summary>Sends a body that is not what its head says. Its reader throws what it does for a client that leaves, each time.</summary>
    private static async Task<string> BreakAsync(ServiceProcess process, string head)
    {
        var address = new Uri(process.Url);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await client.Client.SendAsync(Encoding.ASCII.GetBytes($"{head}Transfer-Encoding: chunked\r\n\r\nno chunk\r\n"));
        using var answer = new StreamReader(client.GetStream());
        return await answer.ReadLineAsync() ?? "";
    }

    /// <summary>Sends a request a few times, and is gone before the answer.</summary>
    private static async Task LeaveAsync(ServiceProcess process, string request)
    {
        var address = new Uri(process.Url);
        for (var times = 0; times < 20; times++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port);
            await client.Client.SendAsync(Encoding.ASCII.GetBytes(request));
            // Every second one as by a browser that is ended: a reset instead of a goodbye.
            client.LingerState = new LingerOption(enable: times % 2 == 0, seconds: 0);
        }
    }

    /// <returns>What each of them printed.</returns>
    private async Task<List<string>> StopAsync()
    {
        await Task.WhenAll(_processes.Select(process => process.DisposeAsync().AsTask()));
        var output = _processes.Select(process => process.Output).ToList();
        _processes.Clear();
        return output;
    }

    private Dictionary<string, string?> Environment() =>
        new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ConnectionStrings__admindb"] = _scenario.AdminDatabase,
            ["ConnectionStrings__maindb"] = _scenario.MainDatabase,
            ["ConnectionStrings__messaging"] = _scenario.Broker,
            ["services__admin-api__http__0"] = _processes.FirstOrDefault()?.Url,
        };
}
