using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null, bool optional = false) where TDestination : IResourceWithEnvironment
    {
        var resource = source.Resource;
        connectionName ??= resource.Name;
        return builder.WithReferenceRelationship(resource).WithEnvironment(context =>
        {
            var variables = context.EnvironmentVariables;
            variables[resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{connectionName}"] =
                new ConnectionStringReference(resource, optional);
            var prefix = connectionName.Length == 0 ? "" : $"{VariableName(connectionName).ToUpperInvariant()}_";
            foreach (var (name, value) in resource.GetConnectionProperties())
                variables[$"{prefix}{name.ToUpperInvariant()}"] = value;
        });
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment => builder.TellEndpoints(source.Resource, endpointName: null, name: null);

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where TDestination : IResourceWithEnvironment => builder.TellEndpoints(source.Resource, endpointName: null, name);

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment =>
        builder.TellEndpoints(endpointReference.Resource, endpointReference.EndpointName, name: null);

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, string name, Uri uri) where TDestination : IResourceWithEnvironment
    {
        if (!uri.IsAbsoluteUri || !uri.AbsolutePath.EndsWith('/') || uri.Fragment.Length > 0 || uri.Query.Length > 0)
            throw new InvalidOperationException("The uri for service reference must be absolute, end with '/', and have no query or fragment.");

        return builder.WithEnvironment($"services__{name}__default__0", uri.ToString()).WithEnvironment(VariableName(name), uri.ToString());
    }

    private static IResourceBuilder<T> TellEndpoints<T>(
        this IResourceBuilder<T> builder, IResourceWithEndpoints source, string? endpointName, string? name) where T : IResourceWithEnvironment
    {
        var told = builder.Resource.Annotations.OfType<EndpointReferenceAnnotation>().SingleOrDefault(a => a.Resource == source);
        if (told is null)
        {
            told = new EndpointReferenceAnnotation(source);
            builder.WithAnnotation(told).WithEnvironment(context =>
            {
                var service = name ?? source.Name;
                foreach (var endpoint in source.GetEndpoints().Where(e => told.All || told.Names.Contains(e.EndpointName)))
                {
                    var key = VariableName(name ?? service.ToUpperInvariant());
                    context.EnvironmentVariables[$"{key}_{VariableName(endpoint.EndpointName).ToUpperInvariant()}"] = endpoint;
                    context.EnvironmentVariables[$"services__{service}__{endpoint.EndpointName}__0"] = endpoint;
                }
            });
        }

        if (endpointName is null)
            told.All = true;
        else
            told.Names.Add(endpointName);
        return builder.WithReferenceRelationship(source);
    }

    // A name that every shell takes for a variable: letters, digits and underscores, no digit first.
    private static string VariableName(string name)
    {
        var allowed = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return allowed.Length > 0 && char.IsAsciiDigit(allowed[0]) ? $"_{allowed}" : allowed;
    }
}
