using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>One process of a resource, present or future.</summary>
internal sealed class ResourceInstance(IResource resource, string suffix)
{
    public IResource Resource { get; } = resource;

    public string Suffix { get; } = suffix;

    public string Id { get; } = $"{resource.Name}-{suffix}";

    public ConcurrentDictionary<string, int> Ports { get; } = new(StringComparer.OrdinalIgnoreCase);

    public ChildProcess? Process { get; set; }

    /// <summary>Completes when the process has ended and everybody has been told.</summary>
    public Task Ended { get; set; } = Task.CompletedTask;

    public bool Stopping { get; set; }

    public SemaphoreSlim Gate { get; } = new(1, 1);

    public bool IsRunning => Process is not null;

    public static ResourceInstance[] Of(IResource resource) =>
        [.. Enumerable.Range(0, resource.GetReplicaCount()).Select(_ => new ResourceInstance(resource, NewSuffix()))];

    private static string NewSuffix() => new(Random.Shared.GetItems<char>("abcdefghjkmnpqrstuvwxyz", 8));
}
