using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Dashboard;

/// <summary>The latest state of every resource instance.</summary>
internal sealed class ResourceBoard(ResourceNotificationService notifications, DistributedApplicationModel model) : BackgroundService
{
    private readonly ConcurrentDictionary<string, ResourceEvent> _latest = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>In the order of the model, replicas by their id.</summary>
    public IReadOnlyList<ResourceEvent> All
    {
        get
        {
            var order = model.Resources.Index().ToDictionary(place => place.Item.Name, place => place.Index);
            return [.. _latest.Values
                .Where(latest => !latest.Snapshot.IsHidden)
                .OrderBy(latest => order.GetValueOrDefault(latest.Resource.Name, int.MaxValue))
                .ThenBy(latest => latest.ResourceId, StringComparer.Ordinal)];
        }
    }

    /// <summary>By its id, or by its name where that says which.</summary>
    public ResourceEvent? Find(string id)
    {
        var named = _latest.GetValueOrDefault(id) is { } known
            ? [known]
            : _latest.Values.Where(latest => string.Equals(latest.Resource.Name, id, StringComparison.OrdinalIgnoreCase)).ToList();
        return named is [{ Snapshot.IsHidden: false } only] ? only : null;
    }

    /// <summary>A replica goes by its id; a resource that is there once by its name.</summary>
    public string TitleOf(ResourceEvent latest) =>
        _latest.Values.Count(other => other.Resource == latest.Resource) > 1 ? latest.ResourceId : latest.Resource.Name;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in notifications.WatchAsync(stoppingToken)) _latest[change.ResourceId] = change;
    }
}
