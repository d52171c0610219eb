using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Stops every resource after those that refer to it or wait for it; what does not depend on each other, at once.</summary>
internal sealed class StopOrder(IEnumerable<IResource> resources)
{
    private readonly List<IResource> _resources = [.. resources];

    public async Task RunAsync(Func<IResource, Task> stop)
    {
        var left = _resources.ToHashSet();
        while (left.Count > 0)
        {
            var needed = left.SelectMany(Needs).ToHashSet();
            var now = left.Where(r => !needed.Contains(r)).ToList();
            // A circle has no first.
            if (now.Count == 0)
                now = [.. left];
            await Task.WhenAll(now.Select(stop));
            left.ExceptWith(now);
        }
    }

    private static IEnumerable<IResource> Needs(IResource resource) => resource.Annotations.OfType<ResourceRelationshipAnnotation>()
        .SelectMany(r => WithAncestors(r.Resource)).Where(r => r != resource);

    private static IEnumerable<IResource> WithAncestors(IResource resource)
    {
        for (var from = resource; from is not null; from = (from as IResourceWithParent)?.Parent)
            yield return from;
    }
}
