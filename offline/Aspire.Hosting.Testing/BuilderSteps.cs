using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Hears what the builder announces while code of this flow runs: tests in parallel do not hear each other's builders.</summary>
internal sealed class BuilderSteps : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly AsyncLocal<BuilderSteps?> Current = new();
    private readonly List<IDisposable> _subscriptions = [];

    public Action<DistributedApplicationOptions, HostApplicationBuilderSettings>? Constructing { get; init; }

    public Action<DistributedApplicationBuilder>? Constructed { get; init; }

    public Action<DistributedApplicationBuilder>? Building { get; init; }

    public Action<DistributedApplication>? Built { get; init; }

    public void Listen()
    {
        Current.Value = this;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions) subscription.Dispose();
        Current.Value = null;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (Current.Value == this && value.Name == "Aspire.Hosting") _subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (Current.Value != this) return;
        switch (value)
        {
            case ("DistributedApplicationBuilderConstructing",
                (DistributedApplicationOptions options, HostApplicationBuilderSettings settings)):
                Constructing?.Invoke(options, settings);
                break;
            case ("DistributedApplicationBuilderConstructed", DistributedApplicationBuilder builder):
                Constructed?.Invoke(builder);
                break;
            case ("DistributedApplicationBuilding", DistributedApplicationBuilder builder):
                Building?.Invoke(builder);
                break;
            case ("DistributedApplicationBuilt", DistributedApplication application):
                Built?.Invoke(application);
                break;
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
