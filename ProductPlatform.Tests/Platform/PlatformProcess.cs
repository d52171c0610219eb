using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Platform;

/// <summary>The platform as a person starts it: ./run, with data and ports of its own.</summary>
internal sealed class PlatformProcess : IAsyncDisposable
{
    private const string MarkVariable = "PRODUCTPLATFORM_TEST";
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(4);

    private readonly string _mark = Guid.NewGuid().ToString("n");
    private readonly string _data = Directory.CreateTempSubdirectory("productplatform-").FullName;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private PlatformProcess(string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "run"))
        {
            ArgumentList = { "--no-build", "--Servers=native", $"--DataDirectory={_data}" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The coverage collector is for this process alone.
            Environment =
            {
                ["DOTNET_STARTUP_HOOKS"] = null,
                ["CORECLR_ENABLE_PROFILING"] = null,
                [MarkVariable] = _mark,
            },
        };
        // By the environment, as it is the way that could lead to others.
        foreach (var (parameter, value) in Secrets)
            start.Environment[$"Parameters__{parameter}"] = value;
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Receive(line.Data);
        _process.ErrorDataReceived += (_, line) => Receive(line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"The platform has ended:\n{Output}"));
    }

    /// <summary>The platform's secrets by their parameters.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; } =
        new[] { "mysql-password", "messaging-password", "admin-password", "internal-secret" }.ToDictionary(
            parameter => parameter,
            _ => RandomNumberGenerator.GetHexString(20)
        );

    /// <summary>What it has printed so far.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>The processes that have come of it and are still there.</summary>
    public IReadOnlyList<string> Left => [.. Processes.Select(process => process.Command)];

    /// <summary>The same with what each has in its environment.</summary>
    public IReadOnlyList<(string Command, string Environment)> Processes =>
        [
            .. from directory in Directory.EnumerateDirectories("/proc")
            where int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            let environment = ReadFile(Path.Combine(directory, "environ"))
            where environment.Split('\0').Contains($"{MarkVariable}={_mark}")
            select (ReadFile(Path.Combine(directory, "cmdline")).Replace('\0', ' '), environment),
        ];

    public static PlatformProcess Start(params string[] arguments)
    {
        var platform = new PlatformProcess(arguments);
        platform._process.Start();
        platform._process.BeginOutputReadLine();
        platform._process.BeginErrorReadLine();
        return platform;
    }

    public Task ReadyAsync() => _ready.Task.WaitAsync(Timeout);

    /// <summary>Sends a signal to ./run and returns its exit code.</summary>
    public async Task<int> StopAsync(ProcessSignal signal)
    {
        ProcessSignals.Send(_process.Id, signal);
        return await EndAsync();
    }

    /// <summary>Kills the AppHost, which ./run has started, and returns the exit code of ./run.</summary>
    public async Task<int> KillHostAsync()
    {
        var children = await File.ReadAllTextAsync($"/proc/{_process.Id}/task/{_process.Id}/children");
        ProcessSignals.Send(int.Parse(children.Split(' ')[0], CultureInfo.InvariantCulture), ProcessSignal.Kill);
        return await EndAsync();
    }

    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Timeout);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await StopAsync(ProcessSignal.Terminate);
        _process.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private static string ReadFile(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is another user's.
            return "";
        }
    }

    private void Receive(string? line)
    {
        if (line is null)
            return;
        _lines.Enqueue(line);
        if (line.StartsWith("The platform is ready", StringComparison.Ordinal))
            _ready.TrySetResult();
    }
}
