using System.Globalization;
using ProductPlatform.Testing;

namespace ProductPlatform.Load.Upgrade;

/// <summary>
/// A real nginx in front of both APIs, as a load balancer stands there: processes are added to it and taken out, and what it has begun it finishes. It tries
/// nothing twice, so a request that meets a process that is not there fails.
/// </summary>
internal sealed class Balancer : IAsyncDisposable
{
    private readonly Nginx _nginx = new();
    private HashSet<int> _workers = [];

    internal Uri AdminApi { get; } = new($"http://127.0.0.1:{LoopbackPort.Free()}");

    internal Uri MainApi { get; } = new($"http://127.0.0.1:{LoopbackPort.Free()}");

    /// <summary>Sends requests to these from now on; returns when none is on its way to another.</summary>
    internal async Task RouteAsync(IEnumerable<Replica> adminApis, IEnumerable<Replica> mainApis)
    {
        _nginx.Run(
            $"""
            # A client's connection that is closed just when it sends a request would be the test's fault.
            keepalive_timeout 0;
            proxy_next_upstream off;
            {Server("admin", AdminApi, adminApis)}
            {Server("main", MainApi, mainApis)}
            """
        );
        // Its workers of before end when their last request is answered.
        HashSet<int> now = [];
        await Eventually.IsTrueAsync(
            async () => (now = await WorkersAsync()).Count > 0 && !now.Overlaps(_workers),
            "nginx has the addresses, and has answered what it had begun"
        );
        _workers = now;
    }

    public ValueTask DisposeAsync() => _nginx.DisposeAsync();

    private async Task<HashSet<int>> WorkersAsync() =>
        [
            .. (await File.ReadAllTextAsync($"/proc/{_nginx.Id}/task/{_nginx.Id}/children"))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(id => int.Parse(id, CultureInfo.InvariantCulture)),
        ];

    private static string Server(string name, Uri listens, IEnumerable<Replica> processes) =>
        $$"""
            upstream {{name}} { {{string.Concat(processes.Select(process => $"server {process.Address.Authority} max_fails=0; "))}}}
            server { listen {{listens.Authority}}; location / { proxy_pass http://{{name}}; proxy_set_header Host $http_host; } }
            """;
}
