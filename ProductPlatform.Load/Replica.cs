using System.Diagnostics;
using ProductPlatform.Testing;
using ProductPlatform.Testing.Servers;

namespace ProductPlatform.Load;

/// <summary>One replica of a service as a process of its own, started again on the same port after each kill.</summary>
/// <param name="name">The service.</param>
/// <param name="number">Counts the processes of one service from 0.</param>
/// <param name="options">Where its program is, and how its account's name ends.</param>
/// <param name="environment">What it sees besides our own environment, made for its database account.</param>
internal sealed class Replica(string name, int number, FleetOptions options, Func<string, IReadOnlyDictionary<string, string>> environment)
    : IFaultTarget,
        IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(30);
    private readonly Lock _changing = new();
    private readonly StreamWriter _log = new(
        Path.Combine(Path.GetTempPath(), $"service-{Environment.ProcessId}-{name}-{number}{options.AccountSuffix}.log")
    )
    {
        AutoFlush = true,
    };
    private Process? _process;
    private bool _keepLog;

    internal string Name => name;

    /// <summary>The database account that only this process has.</summary>
    internal string Account { get; } = $"{name}-{number}{options.AccountSuffix}";

    /// <summary>Where its output is while it runs, and afterwards when that is worth reading.</summary>
    internal string LogPath => ((FileStream)_log.BaseStream).Name;

    internal int ProcessId => _process!.Id;

    internal Uri Address { get; } = new($"http://127.0.0.1:{LoopbackPort.Free()}");

    /// <summary>Starts the process and returns when it answers.</summary>
    public Task StartAsync()
    {
        var program = options.Program(name);
        var start = new ProcessStartInfo("dotnet", [program])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(program),
        };
        foreach (var (key, value) in environment(Account))
            start.Environment[key] = value;
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        return AnswersAsync("/alive", "", CancellationToken.None);
    }

    /// <summary>Returns when the process has its database and its broker.</summary>
    internal Task ReadyAsync(CancellationToken cancellationToken) => AnswersAsync("/health", """{"status":"healthy",""", cancellationToken);

    /// <summary>Leaves the output where it is when the process is disposed.</summary>
    internal void KeepLog() => _keepLog = true;

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an orchestrator ends a process.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="TimeoutException">It takes longer than orchestrators wait.</exception>
    internal async Task<int> StopAsync()
    {
        ProcessSignals.Send(_process!.Id, ProcessSignal.Terminate);
        await _process.WaitForExitAsync().WaitAsync(GracePeriod);
        return _process.ExitCode;
    }

    /// <summary>SIGSTOP: nothing is closed, nothing answers.</summary>
    public Task FreezeAsync()
    {
        ProcessSignals.Send(_process!.Id, ProcessSignal.Stop);
        return Task.CompletedTask;
    }

    /// <summary>SIGCONT.</summary>
    public Task ResumeAsync()
    {
        ProcessSignals.Send(_process!.Id, ProcessSignal.Continue);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await ResumeAsync();
            await KillAsync();
        }

        _process?.Dispose();
        lock (_changing)
        {
            var path = LogPath;
            _log.Dispose();
            if (!_keepLog)
                File.Delete(path);
        }
    }

    private async Task AnswersAsync(string path, string beginning, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
                if (
                    answer.IsSuccessStatusCode
                    && (await answer.Content.ReadAsStringAsync(cancellationToken)).StartsWith(beginning, StringComparison.Ordinal)
                )
                {
                    return;
                }
            }
            catch (Exception failure)
                when (failure is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
            {
                // It is not there yet.
            }

            if (_process!.HasExited || Stopwatch.GetElapsedTime(started) > ReadyWithin)
            {
                KeepLog();
                throw new InvalidOperationException($"{name} {number} did not answer {path} as it should; its output is in {LogPath}.");
            }

            await Task.Delay(50, cancellationToken);
        }
    }

    private void Write(string? line)
    {
        lock (_changing)
        {
            if (line is not null && _log.BaseStream.CanWrite)
                _log.WriteLine(line);
        }
    }
}
