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
        _process = Read(command).WithValidation(CommandResultValidation.None).ExecuteAsync(_kill.Token, _stop.Token);

    internal int Id => _process.ProcessId;

    internal bool HasEnded => _process.Task.IsCompleted;

    /// <summary>What nobody asked for is read all the same: a program may die of writing into a pipe that has no reader, as those in Go do.</summary>
    private static Command Read(Command command)
    {
        var nowhere = PipeTarget.ToStream(Stream.Null);
        if (command.StandardOutputPipe == PipeTarget.Null)
            command = command.WithStandardOutputPipe(nowhere);
        return command.StandardErrorPipe == PipeTarget.Null ? command.WithStandardErrorPipe(nowhere) : command;
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
