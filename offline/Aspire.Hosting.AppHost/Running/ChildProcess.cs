using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Running;

internal sealed record ChildCommand(string Program, IReadOnlyList<string> Arguments, string Directory, IReadOnlyDictionary<string, string> Environment);

/// <summary>A program in a process group of its own, so that the whole group can be signalled.</summary>
internal sealed partial class ChildProcess : IDisposable
{
    /// <summary>How long a program may take to stop: a database has something to write.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    public static readonly string? Setsid = OnPath("setsid", null);

    // Said by whoever starts this process, and not meant for its children.
    private static readonly string[] NotInherited =
        ["ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "DOTNET_URLS", "DOTNET_LAUNCH_PROFILE", "MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly"];

    private const int Terminate = 15;
    private const int Kill = 9;

    private readonly Process _process;
    private readonly Task _output;
    private readonly Task _exit;

    private ChildProcess(Process process, Action<string, bool> line)
    {
        _process = process;
        _exit = process.WaitForExitAsync();
        Id = process.Id;
        _output = Task.WhenAll(ReadAsync(process.StandardOutput, isError: false), ReadAsync(process.StandardError, isError: true));

        async Task ReadAsync(StreamReader reader, bool isError)
        {
            while (await reader.ReadLineAsync() is { } text)
                line(text, isError);
        }
    }

    public int Id { get; }

    public static ChildProcess Start(ChildCommand command, ProcessGuard guard, Action<string, bool> line)
    {
        if (!System.IO.Directory.Exists(command.Directory))
            throw new DistributedApplicationException($"The working directory '{command.Directory}' does not exist.");

        var program = OnPath(command.Program, command.Directory)
            ?? throw new DistributedApplicationException($"The program '{command.Program}' was not found.");
        guard.EnsureStarted();
        var start = new ProcessStartInfo(Setsid ?? program)
        {
            WorkingDirectory = command.Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (Setsid is not null)
            start.ArgumentList.Add(program);
        foreach (var argument in command.Arguments)
            start.ArgumentList.Add(argument);
        foreach (var name in NotInherited)
            start.Environment.Remove(name);
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;
        start.Environment[ProcessGuard.Mark] = guard.RunId;

        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return new ChildProcess(process, line);
        }
        catch (Win32Exception e)
        {
            throw new DistributedApplicationException($"The program '{program}' could not be started: {e.Message}", e);
        }
    }

    /// <summary>The exit code, once the program has ended and what it wrote is read.</summary>
    public async Task<int> WaitAsync()
    {
        await _exit;
        // Something that it started may hold the pipes open: what is there by now is its output.
        await Task.WhenAny(_output, Task.Delay(TimeSpan.FromSeconds(1)));
        return _process.ExitCode;
    }

    public async Task StopAsync()
    {
        if (!_exit.IsCompleted)
        {
            Signal(Terminate);
            try
            {
                await _exit.WaitAsync(Grace);
            }
            catch (TimeoutException)
            {
                Signal(Kill);
                await _exit;
            }
        }

        // What is left of the group has had its time.
        if (Setsid is not null)
            Signal(Kill);
    }

    public void Dispose() => _process.Dispose();

    private static string? OnPath(string program, string? directory)
    {
        if (program.Contains('/', StringComparison.Ordinal) || OperatingSystem.IsWindows())
        {
            var path = Path.GetFullPath(program, directory ?? System.Environment.CurrentDirectory);
            return File.Exists(path) ? path : OperatingSystem.IsWindows() ? program : null;
        }

        return (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(d => Path.Combine(d, program)).FirstOrDefault(File.Exists);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int pid, int signal);

    // In its first moment the process has no group of its own yet.
    private void SignalAlone(int signal)
    {
        if (!_exit.IsCompleted)
            _ = SendSignal(Id, signal);
    }

    private void Signal(int signal)
    {
        if (OperatingSystem.IsWindows())
            _process.Kill(entireProcessTree: true);
        else if (Setsid is null || SendSignal(-Id, signal) != 0)
            SignalAlone(signal);
    }
}
