using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Running;

/// <summary>Gives every endpoint its address, and a proxy where several replicas, or two different ports, stand behind one.</summary>
internal sealed class EndpointAllocator(IConfiguration configuration, PortPool pool) : IAsyncDisposable
{
    private readonly ConcurrentBag<LoopbackProxy> _proxies = [];

    // The testing builder asks for this, so that tests can run beside an application.
    private bool RandomizePorts => configuration.GetValue<bool>("DcpPublisher:RandomizePorts");

    public void Allocate(IResource resource, IReadOnlyList<ResourceInstance> instances)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.AllocatedEndpoint is null).ToList())
        {
            if (!endpoint.IsProxied && endpoint.Port is null)
            {
                throw new DistributedApplicationException(
                    $"Service '{resource.Name}' needs to specify a port for endpoint '{endpoint.Name}' since it isn't using a proxy.");
            }

            var wanted = endpoint.IsProxied && RandomizePorts ? null : endpoint.Port;
            var target = endpoint.TargetPort;
            var proxied = endpoint.IsProxied && (instances.Count > 1 || (wanted is not null && target is not null && wanted != target));
            var port = wanted ?? (proxied ? null : target) ?? pool.Take();
            foreach (var instance in instances)
                instance.Ports[endpoint.Name] = target ?? (proxied ? pool.Take() : port);
            if (proxied)
                _proxies.Add(LoopbackProxy.Start(port, () => [.. instances.Where(i => i.IsRunning).Select(i => i.Ports[endpoint.Name])]));

            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, endpoint.TargetHost, port, InstanceTemplate.Port(endpoint.Name));
        }
    }

    /// <summary>What stands in the way of a fixed port is said before its process fails over it.</summary>
    public static void EnsureFree(ResourceInstance instance)
    {
        foreach (var (endpoint, port) in instance.Ports)
        {
            if (!PortPool.IsFree(port))
                throw new DistributedApplicationException($"Port {port} of endpoint '{endpoint}' of '{instance.Resource.Name}' is in use by another program.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies)
            await proxy.DisposeAsync();
    }
}
