using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.Testing;

/// <summary>An AppHost's entry point on a thread of its own: held at Build() until the test is ready, then left to run as always.</summary>
internal sealed class EntryPointRun : IAsyncDisposable
{
    private readonly TaskCompletionSource<DistributedApplicationBuilder> _builder = New<DistributedApplicationBuilder>();
    private readonly TaskCompletionSource<DistributedApplication> _application = New<DistributedApplication>();
    private readonly TaskCompletionSource<bool> _started = New<bool>();
    private readonly TaskCompletionSource<bool> _exited = New<bool>();
    private readonly TaskCompletionSource<bool> _mayBuild = New<bool>();
    private readonly Assembly _appHost;
    private readonly string[] _args;
    private readonly Action<DistributedApplicationOptions, HostApplicationBuilderSettings> _configure;
    private int _disposed;

    public EntryPointRun(Assembly appHost, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    {
        if (appHost.EntryPoint is null)
            throw new InvalidOperationException($"{appHost.GetName().Name} has no entry point: it is not an AppHost.");
        (_appHost, _args, _configure) = (appHost, args, configure);
        new Thread(Run) { IsBackground = true, Name = $"{appHost.GetName().Name}.EntryPoint" }.Start();
    }

    public Task<DistributedApplicationBuilder> BuilderAsync(CancellationToken cancellationToken) =>
        _builder.Task.WaitAsync(cancellationToken);

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _mayBuild.TrySetResult(true);
        return _application.Task.WaitAsync(cancellationToken);
    }

    public Task StartedAsync(CancellationToken cancellationToken) => _started.Task.WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        // An entry point that is still held at Build() ends there.
        _mayBuild.TrySetCanceled();
        _started.TrySetCanceled();
        if (!_application.Task.IsCompletedSuccessfully) return;

        var application = await _application.Task;
        var patience = ShutdownTimeout(application);
        application.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        try
        {
            await _exited.Task.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            await application.StopAsync();
        }
        catch (Exception)
        {
            // What the entry point failed with was StartAsync's to tell.
        }
        await application.DisposeAsync();
    }

    private void Run()
    {
        using var steps = new BuilderSteps
        {
            Constructing = (options, settings) => TestingDefaults.Apply(options, settings, _args, _appHost, _configure),
            Constructed = builder => builder.Services.AddHttpClient(),
            Building = Hold,
            Built = Observe,
        };
        steps.Listen();
        try
        {
            var entryPoint = _appHost.EntryPoint!;
            entryPoint.Invoke(null, BindingFlags.DoNotWrapExceptions, null, entryPoint.GetParameters().Length == 0 ? [] : [_args], null);
            Fail(new InvalidOperationException($"The entry point of {_appHost.GetName().Name} returned too early."));
            _exited.TrySetResult(true);
        }
        catch (Exception exception)
        {
            // The edge of somebody else's program: the test that waits for it gets what it threw.
            Fail(exception);
            _exited.TrySetException(exception);
        }
    }

    private void Hold(DistributedApplicationBuilder builder)
    {
        _builder.TrySetResult(builder);
        _mayBuild.Task.GetAwaiter().GetResult();
    }

    private void Observe(DistributedApplication application)
    {
        var lifetime = application.Services.GetRequiredService<IHostApplicationLifetime>();
        lifetime.ApplicationStarted.Register(() => _started.TrySetResult(true));
        _application.TrySetResult(application);
    }

    // Only who still waits for a step is told that it will not come.
    private void Fail(Exception exception)
    {
        _builder.TrySetException(exception);
        _application.TrySetException(exception);
        _started.TrySetException(exception);
        _ = (_builder.Task.Exception, _application.Task.Exception, _started.Task.Exception);
    }

    private static TimeSpan ShutdownTimeout(DistributedApplication application) =>
        application.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout + TimeSpan.FromSeconds(10);

    private static TaskCompletionSource<T> New<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
