using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

internal sealed class ConnectionStringParameterResource : ParameterResource, IResourceWithConnectionString
{
    public ConnectionStringParameterResource(string name, Func<ParameterDefault?, string> callback, string? environmentVariableName)
        : base(name, callback, secret: true)
    {
        IsConnectionString = true;
        ConnectionStringEnvironmentVariable = environmentVariableName;
    }

    string IManifestExpressionProvider.ValueExpression => $"{{{Name}.connectionString}}";

    public string? ConnectionStringEnvironmentVariable { get; }

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{this}");
}

public sealed class ConnectionStringResource(string name, ReferenceExpression connectionStringExpression)
    : Resource(name), IResourceWithConnectionString, IResourceWithWaitSupport
{
    public ReferenceExpression ConnectionStringExpression => connectionStringExpression;
}

public static class ConnectionStringBuilderExtensions
{
    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, Action<ReferenceExpressionBuilder> connectionStringBuilder)
    {
        var expression = new ReferenceExpressionBuilder();
        connectionStringBuilder(expression);
        return builder.AddConnectionString(name, expression.Build());
    }

    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, ReferenceExpression connectionStringExpression)
    {
        var added = builder.AddResource(new ConnectionStringResource(name, connectionStringExpression));
        foreach (var used in Resources(connectionStringExpression).Where(r => r is not IResourceWithoutLifetime and not ParameterResource).Distinct())
            added.WaitForStart(builder.CreateResourceBuilder(used));

        return added.WithReferenceRelationship(connectionStringExpression)
            .WithInitialState(new CustomResourceSnapshot
            {
                ResourceType = KnownResourceTypes.ConnectionString,
                State = KnownResourceStates.NotStarted,
                Properties = [],
            })
            .OnInitializeResource(AnnounceAsync);
    }

    private static IEnumerable<IResource> Resources(IValueWithReferences expression) => expression.References.SelectMany(r => r switch
    {
        IResource resource => [resource],
        IValueWithReferences value => value.References.OfType<IResource>(),
        _ => [],
    });

    private static async Task AnnounceAsync(ConnectionStringResource resource, InitializeResourceEvent e, CancellationToken cancellationToken)
    {
        var eventing = e.Eventing;
        await eventing.PublishAsync(new BeforeResourceStartedEvent(resource, e.Services), cancellationToken);
        await e.Notifications.PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.Running });
        await eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, e.Services), cancellationToken);
    }
}

public static class ConnectionPropertiesExtensions
{
    public static IEnumerable<KeyValuePair<string, ReferenceExpression>> CombineProperties(
        this IResourceWithConnectionString source, IEnumerable<KeyValuePair<string, ReferenceExpression>> additional)
    {
        var all = new Dictionary<string, ReferenceExpression>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in source.GetConnectionProperties().Concat(additional))
            all[name] = value;
        return all;
    }
}
