using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.Running;

internal sealed partial class Orchestrator
{
    /// <summary>Everything that is known before the first process: names, addresses, parameters.</summary>
    private async Task InitializeAsync(CancellationToken cancellationToken)
    {
        _instances = [.. model.Resources.Where(HasProcess).SelectMany(ResourceInstance.Of)];
        foreach (var group in _instances.GroupBy(i => i.Resource))
        {
            group.Key.Annotations.Add(new InstancesAnnotation([.. group.Select(i => i.Id)]));
            LifecycleCommands.AddTo(group.Key);
        }

        foreach (var resource in model.Resources.ToList())
        {
            await notifications.PublishUpdateAsync(resource, s => Initial(s, resource));
            if (resource is ParameterResource parameter)
                await ReadAsync(parameter, cancellationToken);
            await eventing.PublishAsync(
                new InitializeResourceEvent(resource, eventing, loggers, notifications, services),
                EventDispatchBehavior.NonBlockingConcurrent, cancellationToken);
        }

        foreach (var group in _instances.GroupBy(i => i.Resource))
            endpoints.Allocate(group.Key, [.. group]);
        foreach (var resource in _instances.Select(i => i.Resource).Distinct())
        {
            await eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, services), cancellationToken);
            await PublishUrlsAsync(resource, cancellationToken);
        }
    }

    private static bool HasProcess(IResource resource) => resource is ExecutableResource or ProjectResource or ContainerResource;

    private static CustomResourceSnapshot Initial(CustomResourceSnapshot snapshot, IResource resource)
    {
        var parent = (resource as IResourceWithParent)?.Parent
            ?? resource.Annotations.OfType<ResourceRelationshipAnnotation>().LastOrDefault(r => r.Type == KnownRelationshipTypes.Parent)?.Resource;
        var relationships = resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(r => new RelationshipSnapshot(r.Resource.Name, r.Type));
        if (resource is IResourceWithParent child)
            relationships = relationships.Prepend(new RelationshipSnapshot(child.Parent.Name, KnownRelationshipTypes.Parent));

        snapshot = Reset(snapshot, resource) with
        {
            ResourceType = resource switch
            {
                ProjectResource => KnownResourceTypes.Project,
                ExecutableResource => KnownResourceTypes.Executable,
                ContainerResource => KnownResourceTypes.Container,
                ParameterResource => KnownResourceTypes.Parameter,
                _ => snapshot.ResourceType,
            },
            State = resource.HasAnnotationOfType<ExplicitStartupAnnotation>() ? KnownResourceStates.NotStarted : snapshot.State,
            CreationTimeStamp = DateTime.UtcNow,
            Relationships = [.. relationships],
        };
        return parent is null ? snapshot : snapshot.WithProperty(KnownProperties.ParentName, parent.InstanceIds()[0]);
    }

    private static CustomResourceSnapshot Reset(CustomResourceSnapshot snapshot, IResource resource) => snapshot with
    {
        HealthReports = [.. resource.HealthChecks().DistinctBy(c => c.Key).Select(c => new HealthReportSnapshot(c.Key, null, null, null))],
    };

    private async Task ReadAsync(ParameterResource parameter, CancellationToken cancellationToken)
    {
        try
        {
            var value = await parameter.GetValueAsync(cancellationToken);
            await notifications.PublishUpdateAsync(parameter, s =>
                s.WithProperty(KnownProperties.ParameterValue, value, parameter.Secret) with { State = KnownResourceStates.Running });
        }
        catch (MissingParameterValueException e)
        {
            loggers.Write(parameter.Name, e.Message, isError: true);
            await notifications.PublishUpdateAsync(parameter, s => s with { State = new("ValueMissing", KnownResourceStateStyles.Warn) });
        }
    }

    private async Task PublishUrlsAsync(IResource resource, CancellationToken cancellationToken)
    {
        List<ResourceUrlAnnotation> urls = [];
        if (resource is IResourceWithEndpoints owner)
            urls.AddRange(owner.GetEndpoints().Where(e => e.IsAllocated).Select(e => new ResourceUrlAnnotation { Url = e.Url, Endpoint = e }));
        urls.AddRange(resource.Annotations.OfType<ResourceUrlAnnotation>());
        var context = new ResourceUrlsCallbackContext(execution, resource, urls, cancellationToken) { Logger = loggers.GetLogger(resource) };
        foreach (var callback in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>().ToList())
            await callback.Callback(context);
        foreach (var url in urls.Where(u => u.Url.StartsWith('/') && u.Endpoint is { IsAllocated: true }))
            url.Url = url.Endpoint!.Url.TrimEnd('/') + url.Url;

        await notifications.PublishUpdateAsync(resource, s => s with
        {
            Urls =
            [
                .. urls.Select(u => new UrlSnapshot(u.Endpoint?.EndpointName, u.Url, u.DisplayLocation == UrlDisplayLocation.DetailsOnly)
                {
                    IsInactive = true,
                    DisplayProperties = new UrlDisplayPropertiesSnapshot(u.DisplayText ?? "", u.DisplayOrder ?? 0),
                }),
            ],
        });
    }

    private async Task AnnounceConnectionStringAsync(IResource resource, CancellationToken cancellationToken)
    {
        if (resource is IResourceWithConnectionString source)
        {
            await eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, services), cancellationToken);
            var value = await source.GetConnectionStringAsync(cancellationToken);
            await notifications.PublishUpdateAsync(resource, s => s.WithProperty(KnownProperties.ConnectionString, value, sensitive: true));
        }

        foreach (var child in model.Resources.Where(r => r is IResourceWithParent c && c.Parent == resource && !HasProcess(r)).ToList())
            await AnnounceConnectionStringAsync(child, cancellationToken);
    }
}
