using CliWrap;

namespace ProductPlatform.Testing;

/// <summary>A program that runs beside the test until it is disposed: it is interrupted then, and killed when it does not end within half a minute.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _kill = new();
    private readonly CommandTask<CommandResult> _process;

    internal ChildProcess(Command command) =>
        _process = ReadOutput(command).WithValidation(CommandResultValidation.None).ExecuteAsync(_kill.Token, _stop.Token);

    internal int Id => _process.ProcessId;

    internal bool HasEnded => _process.Task.IsCompleted;

    /// <summary>Reads and drops output that the caller does not use: CliWrap closes its pipe, and a Go program ends with SIGPIPE when it writes to it.</summary>
    private static Command ReadOutput(Command command)
    {
        var dropped = PipeTarget.ToStream(Stream.Null);
        if (command.StandardOutputPipe == PipeTarget.Null)
            command = command.WithStandardOutputPipe(dropped);
        return command.StandardErrorPipe == PipeTarget.Null ? command.WithStandardErrorPipe(dropped) : command;
    }

    /// <summary>Waits until it ends by itself, and returns its exit code.</summary>
    internal async Task<int> EndAsync() => (await _process).ExitCode;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _kill.CancelAfter(StopWithin);
        try
        {
            await _process;
        }
        catch (OperationCanceledException)
        {
            // That is how it was asked to end.
        }

        _stop.Dispose();
        _kill.Dispose();
    }
}
