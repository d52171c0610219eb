using Microsoft.Extensions.Hosting;

namespace ProductPlatform.AppHost.Endpoints;

/// <summary>What the four services and the migrations have in common.</summary>
internal static class PlatformService
{
    /// <summary>Adds a project whose endpoints are said in the AppHost alone, not in a launch profile.</summary>
    public static IResourceBuilder<ProjectResource> AddService<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        var service = builder.AddProject<TProject>(name, launchProfileName: null);
        return builder.ExecutionContext.IsPublishMode
            ? service
            // Resources do not inherit the AppHost's environment name.
            : service.WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName);
    }

    /// <summary>Adds a generated secret that is kept over runs (in the user secrets of the AppHost).</summary>
    public static IResourceBuilder<ParameterResource> AddSecret(this IDistributedApplicationBuilder builder, string name) =>
        // No special characters: passwords go into connection strings and addresses.
        builder.AddParameter(name, new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true, persist: true);

    /// <summary>Names the pages of a service; in Development its API reference too.</summary>
    public static IResourceBuilder<ProjectResource> WithFriendlyUrls(
        this IResourceBuilder<ProjectResource> service, params IEnumerable<(string Path, string Text)> pages)
    {
        if (service.ApplicationBuilder.Environment.IsDevelopment())
            pages = [.. pages, ("/scalar", "API reference")];
        foreach (var (path, text) in pages)
            service.WithUrlForEndpoint("http", _ => new ResourceUrlAnnotation { Url = path, DisplayText = text });
        return service;
    }
}
