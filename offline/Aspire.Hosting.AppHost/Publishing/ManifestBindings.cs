using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

public sealed partial class ManifestPublishingContext
{
    private const int FirstAllocatedPort = 8000;

    private readonly HashSet<int> _usedPorts = [];

    public void WriteBindings(IResource resource)
    {
        if (!resource.TryGetEndpoints(out var endpoints))
            return;

        Writer.WriteStartObject("bindings");
        HashSet<string> schemes = [];
        foreach (var endpoint in endpoints)
        {
            var target = TargetPort(resource, endpoint, schemes);
            if (target is { } used)
                _usedPorts.Add(used);
            if (endpoint.Port is { } exposed)
                _usedPorts.Add(exposed);

            Writer.WriteStartObject(endpoint.Name);
            Writer.WriteString("scheme", endpoint.UriScheme);
            Writer.WriteString("protocol", endpoint.Protocol.ToString().ToLowerInvariant());
            Writer.WriteString("transport", endpoint.Transport);
            if (endpoint.Port is { } port && port != target)
                Writer.WriteNumber("port", port);
            if (target is { } number)
                Writer.WriteNumber("targetPort", number);
            if (endpoint.IsExternal)
                Writer.WriteBoolean("external", true);
            Writer.WriteEndObject();
        }

        Writer.WriteEndObject();
    }

    // The first endpoint of each HTTP scheme of a project gets its port from whoever deploys it.
    private int? TargetPort(IResource resource, EndpointAnnotation endpoint, HashSet<string> schemes)
    {
        var isFirstOfHttp = resource is ProjectResource && endpoint.UriScheme is "http" or "https" && schemes.Add(endpoint.UriScheme);
        return (endpoint.TargetPort, resource) switch
        {
            ({ } target, _) => target,
            (null, ContainerResource) when endpoint.Port is not null => endpoint.Port,
            (null, ProjectResource) when isFirstOfHttp => null,
            _ => Enumerable.Range(FirstAllocatedPort, 1000).First(p => !_usedPorts.Contains(p)),
        };
    }

    private void WriteMounts(ContainerResource container)
    {
        var mounts = container.Annotations.OfType<ContainerMountAnnotation>().ToLookup(m => m.Type);
        foreach (var (type, list) in new[] { (ContainerMountType.BindMount, "bindMounts"), (ContainerMountType.Volume, "volumes") })
        {
            if (!mounts[type].Any())
                continue;

            Writer.WriteStartArray(list);
            foreach (var mount in mounts[type])
            {
                Writer.WriteStartObject();
                if (type == ContainerMountType.BindMount)
                    Writer.WriteString("source", GetManifestRelativePath(mount.Source));
                else if (mount.Source is not null)
                    Writer.WriteString("name", mount.Source);
                Writer.WriteString("target", mount.Target);
                Writer.WriteBoolean("readOnly", mount.IsReadOnly);
                Writer.WriteEndObject();
            }

            Writer.WriteEndArray();
        }
    }
}
