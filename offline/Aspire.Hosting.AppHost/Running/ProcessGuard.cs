using System.Diagnostics;

namespace Aspire.Hosting.Running;

/// <summary>
/// Outlives this process to end everything that it has started, however this process ends. Every child, and every child of a child,
/// carries the run's mark in its environment; once the pipe to the guard closes, the guard terminates, and then kills, whatever has it.
/// </summary>
internal sealed class ProcessGuard : IAsyncDisposable
{
    public const string Mark = "ASPIRE_RUN";

    private const string Script = """
        exec >/dev/null 2>&1
        trap '' HUP INT TERM
        while read -r _; do :; done
        round=0 quiet=0 end=$(($(date +%s) + $2))
        while [ $quiet -lt 2 ]; do
          pids=$(grep -lzxF -- "$1" /proc/[0-9]*/environ | tr -dc '0-9\n')
          if [ -z "$pids" ]; then
            quiet=$((quiet + 1))
          else
            quiet=0
            case $round in 0 | 5) kill -TERM $pids ;; esac
            [ "$(date +%s)" -gt $end ] && kill -KILL $pids
          fi
          round=$((round + 1))
          sleep 0.1
        done
        """;

    // Seconds. Who comes here was asked to stop before, or its host was killed: nobody waits for a clean end.
    private const string Grace = "8";

    private readonly Lock _gate = new();
    private Process? _guard;

    public string RunId { get; } = Guid.NewGuid().ToString("n");

    public void EnsureStarted()
    {
        lock (_gate)
        {
            if (_guard is not null || !OperatingSystem.IsLinux())
                return;

            var start = new ProcessStartInfo(ChildProcess.Setsid ?? "sh") { RedirectStandardInput = true, UseShellExecute = false };
            string[] command = ["sh", "-c", Script, "guard", $"{Mark}={RunId}", Grace];
            foreach (var argument in ChildProcess.Setsid is null ? command[1..] : command)
                start.ArgumentList.Add(argument);
            _guard = Process.Start(start) ?? throw new DistributedApplicationException("The process guard could not be started.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_guard is null)
            return;

        _guard.StandardInput.Close();
        await _guard.WaitForExitAsync();
        _guard.Dispose();
        _guard = null;
    }
}
