using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using ProductPlatform.Testing;

namespace ProductPlatform.Load;

/// <summary>Clients that ask for long lists, exports and streams and read a few bytes a second, for the whole run; cut off, they ask again.</summary>
internal sealed class SlowReaders(Fleet fleet, ChaosOptions options)
{
    private const string UserName = "slow-reader";
    private static readonly string[] AdminPaths =
    [
        "/api/products",
        "/admin/products/export?format=csv",
        "/admin/products/export?format=json",
        "/admin/likes/live",
    ];
    private static readonly string[] MainPaths = ["/flask/api/products"];
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Then it asks again: while it reads what has arrived, it does not see that the service has cut it off or is gone.</summary>
    private static readonly TimeSpan ReadAtMost = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, int> _counts = new(AdminPaths.Concat(MainPaths).ToDictionary(Reads, _ => 0));
    private string _cookies = "";

    /// <summary>Answers that were read slowly, by path.</summary>
    internal IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>Who may export.</summary>
    internal static Task AddUserAsync(Scenario scenario) => Staff.AddAsync(scenario, UserName);

    /// <summary>Before the faults begin; every replica knows the session.</summary>
    internal async Task SignInAsync() => _cookies = await Staff.SignInAsync(fleet.AdminApi[0].Address, UserName);

    internal Task RunAsync(CancellationToken stopping) =>
        Task.WhenAll(Enumerable.Range(0, options.SlowReaders).Select(reader => ReadAsync(reader, stopping)));

    private static string Reads(string path) => $"read slowly: {path}";

    private async Task ReadAsync(int reader, CancellationToken stopping)
    {
        var random = options.RandomFor($"slow reader {reader}");
        while (!stopping.IsCancellationRequested)
        {
            var (replicas, paths) = reader % 2 == 0 ? (fleet.MainApi, MainPaths) : (fleet.AdminApi, AdminPaths);
            try
            {
                await ReadOnceAsync(replicas[random.Next(replicas.Length)].Address, paths[random.Next(paths.Length)], stopping);
            }
            catch (Exception cut) when (cut is SocketException or IOException or OperationCanceledException)
            {
                // By a fault, or by the service, which does not wait for slow clients.
            }

            await Task.Delay(Pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadOnceAsync(Uri address, string path, CancellationToken stopping)
    {
        // With little room for what is not read yet, the service notices.
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(address.Host, address.Port, stopping);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nCookie: {_cookies}\r\n\r\n"),
            stopping
        );
        var bytes = new byte["HTTP/1.1 200".Length];
        await stream.ReadExactlyAsync(bytes, stopping);
        var status = Encoding.ASCII.GetString(bytes)[^3..];
        _counts.AddOrUpdate(status == "200" ? Reads(path) : $"{Reads(path)} ({status})", 1, (_, count) => count + 1);
        var started = Stopwatch.GetTimestamp();
        while (status == "200" && Stopwatch.GetElapsedTime(started) < ReadAtMost && await stream.ReadAsync(bytes, stopping) > 0)
            await Task.Delay(Pause, stopping);
    }
}
