using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>The builder that an AppHost's entry point has filled, and that waits to be built.</summary>
internal sealed class EntryPointTestingBuilder(EntryPointRun run, DistributedApplicationBuilder inner)
    : IDistributedApplicationTestingBuilder
{
    public ConfigurationManager Configuration => inner.Configuration;

    public string AppHostDirectory => inner.AppHostDirectory;

    public Assembly? AppHostAssembly => inner.AppHostAssembly;

    public IHostEnvironment Environment => inner.Environment;

    public IServiceCollection Services => inner.Services;

    public IDistributedApplicationEventing Eventing => inner.Eventing;

    public DistributedApplicationExecutionContext ExecutionContext => inner.ExecutionContext;

    public IResourceCollection Resources => inner.Resources;

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource => inner.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource => inner.CreateResourceBuilder(resource);

    public DistributedApplication Build() => BuildAsync(CancellationToken.None).GetAwaiter().GetResult();

    public async Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) =>
        new EntryPointApplication(new EntryPointHost(run, await run.BuildAsync(cancellationToken)));

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public ValueTask DisposeAsync() => run.DisposeAsync();
}

/// <summary>The application of an entry point: the entry point starts it, and stopping it ends the entry point.</summary>
internal sealed class EntryPointApplication(EntryPointHost host) : DistributedApplication(host)
{
    public override Task StartAsync(CancellationToken cancellationToken = default) => host.StartAsync(cancellationToken);

    public override Task RunAsync(CancellationToken cancellationToken = default) => host.RunAsync(cancellationToken);

    public override Task StopAsync(CancellationToken cancellationToken = default) => host.StopAsync(cancellationToken);
}

internal sealed class EntryPointHost(EntryPointRun run, DistributedApplication application) : IHost, IAsyncDisposable
{
    public IServiceProvider Services { get; } = application.Services;

    public Task StartAsync(CancellationToken cancellationToken = default) => run.StartedAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken = default) => run.DisposeAsync().AsTask().WaitAsync(cancellationToken);

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public ValueTask DisposeAsync() => run.DisposeAsync();
}
