using System.Globalization;
using CliWrap;
using ProductPlatform.Testing;

namespace ProductPlatform.Load.Upgrade;

/// <summary>
/// A real nginx in front of both APIs, as a load balancer stands there: processes are added to it and taken out, and what it has begun it finishes. It tries
/// nothing twice, so a request that meets a process that is not there fails.
/// </summary>
internal sealed class Balancer : IAsyncDisposable
{
    private static readonly string[] Folders = ["/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin"];

    private readonly string _directory = Directory.CreateTempSubdirectory("productplatform-balancer-").FullName;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _kill = new();
    private CommandTask<CommandResult>? _process;

    internal Uri AdminApi { get; } = new($"http://127.0.0.1:{LoopbackPort.Free()}");

    internal Uri MainApi { get; } = new($"http://127.0.0.1:{LoopbackPort.Free()}");

    private string Settings => Path.Combine(_directory, "nginx.conf");

    /// <summary>Sends requests to these from now on; returns when none is on its way to another.</summary>
    internal async Task RouteAsync(IEnumerable<Replica> adminApis, IEnumerable<Replica> mainApis)
    {
        await File.WriteAllTextAsync(Settings, Configuration(adminApis, mainApis));
        if (_process is null)
        {
            _process = Cli.Wrap(Folders.Select(folder => Path.Combine(folder, "nginx")).First(File.Exists))
                .WithArguments(["-p", _directory, "-c", Settings, "-e", Path.Combine(_directory, "error.log")])
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(_kill.Token, _stop.Token);
            await Eventually.IsTrueAsync(async () => (await WorkersAsync()).Count > 0, "nginx runs");
            return;
        }

        // Its workers of before end when their last request is answered.
        var before = await WorkersAsync();
        ProcessSignals.Send(_process.ProcessId, ProcessSignal.HangUp);
        await Eventually.IsTrueAsync(
            async () => await WorkersAsync() is { Count: > 0 } now && !now.Overlaps(before),
            "nginx has the new addresses, and has answered what it had begun"
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _kill.CancelAfter(TimeSpan.FromSeconds(30));
        try
        {
            if (_process is not null)
                await _process;
        }
        catch (OperationCanceledException)
        {
            // That is how it was asked to end.
        }

        _stop.Dispose();
        _kill.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task<HashSet<int>> WorkersAsync() =>
        [
            .. (await File.ReadAllTextAsync($"/proc/{_process!.ProcessId}/task/{_process.ProcessId}/children"))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(id => int.Parse(id, CultureInfo.InvariantCulture)),
        ];

    private string Configuration(IEnumerable<Replica> adminApis, IEnumerable<Replica> mainApis) =>
        $$"""
            daemon off;
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            worker_processes 1;
            pid nginx.pid;
            events {}
            http {
                access_log off;
                client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                # A client's connection that is closed just when it sends a request would be the test's fault.
                keepalive_timeout 0;
                proxy_next_upstream off;
                {{Server("admin", AdminApi, adminApis)}}
                {{Server("main", MainApi, mainApis)}}
            }
            """;

    private static string Server(string name, Uri listens, IEnumerable<Replica> processes) =>
        $$"""
            upstream {{name}} { {{string.Concat(processes.Select(process => $"server {process.Address.Authority} max_fails=0; "))}}}
            server { listen {{listens.Authority}}; location / { proxy_pass http://{{name}}; proxy_set_header Host $http_host; } }
            """;
}
