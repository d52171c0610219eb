using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using ProductPlatform.AppHost.Servers;

namespace ProductPlatform.Testing.Servers;

/// <summary>What a fault test does to one server.</summary>
public sealed class ServerControl : IFaultTarget
{
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(120);

    private readonly DistributedApplication _app;
    private readonly IResource _resource;
    private bool _ended;
    private bool _frozen;

    internal ServerControl(DistributedApplication app, IResource resource) => (_app, _resource) = (app, resource);

    /// <summary>Stops the server in good order.</summary>
    public async Task StopAsync()
    {
        await CommandAsync(KnownResourceCommands.StopCommand);
        await EndedAsync();
    }

    /// <summary>Starts the server again, on the same port and data, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        await CommandAsync(KnownResourceCommands.StartCommand);
        _ended = false;
        // Just after the command the end before may still be the newest state.
        await _app.ResourceNotifications.WaitForResourceAsync(_resource.Name, KnownResourceStates.Running).WaitAsync(CommandTimeout);
        await AnsweringAsync();
    }

    /// <summary>Ends the server's process at once (SIGKILL).</summary>
    public async Task KillAsync()
    {
        await SignalAsync(ProcessSignal.Kill);
        await EndedAsync();
    }

    /// <summary>Stops the server's process from running, without closing anything (SIGSTOP).</summary>
    public async Task FreezeAsync()
    {
        await SignalAsync(ProcessSignal.Stop);
        _frozen = true;
    }

    /// <summary>Lets a frozen server go on; nothing happens when it is not frozen.</summary>
    public async Task ResumeAsync()
    {
        if (!_frozen)
            return;
        await SignalAsync(ProcessSignal.Continue);
        _frozen = false;
    }

    /// <summary>Puts right what a test that failed has left: the server runs and answers.</summary>
    internal async Task RestoreAsync()
    {
        await ResumeAsync();
        if (_ended)
            await StartAsync();
    }

    internal Task AnsweringAsync() =>
        _app
            .ResourceNotifications.WaitForResourceHealthyAsync(_resource.Name, WaitBehavior.StopOnResourceUnavailable)
            .WaitAsync(CommandTimeout);

    private async Task EndedAsync()
    {
        _ended = true;
        await _app.ResourceNotifications.WaitForResourceAsync(_resource.Name, KnownResourceStates.TerminalStates).WaitAsync(CommandTimeout);
    }

    private async Task CommandAsync(string command)
    {
        var result = await _app.ResourceCommands.ExecuteCommandAsync(_resource, command).WaitAsync(CommandTimeout);
        if (!result.Success)
            throw new InvalidOperationException($"{command} of {_resource.Name} failed: {result.Message}");
    }

    private async Task SignalAsync(ProcessSignal signal)
    {
        var pidFile = _resource switch
        {
            NativeMySqlResource mySql => mySql.Files.PidFile,
            NativeRabbitMqResource broker => broker.Files.PidFile,
            _ => throw new NotSupportedException($"{_resource.Name} is not a native server."),
        };
        var process = (await File.ReadAllTextAsync(pidFile)).Trim();
        ProcessSignals.Send(int.Parse(process, CultureInfo.InvariantCulture), signal);
    }
}
