using ProductPlatform.Messaging;

namespace ProductPlatform.AppHost.Servers;

internal static class BrokerReference
{
    /// <summary>
    /// Gives a service the broker's address: of a native broker with an account of the service's own, of others as they are.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithBroker(
        this IResourceBuilder<ProjectResource> service,
        PlatformServers servers,
        BrokerAccount account
    ) =>
        servers.Messaging.Resource is NativeRabbitMqResource broker
            ? service
                .WithEnvironment($"ConnectionStrings__{MessagingExtensions.ConnectionName}", broker.AddressFor(account))
                .WithReferenceRelationship(broker)
            : service.WithReference(servers.Messaging);
}
