// WithoutHttpsCertificate is an evaluation API of Aspire 13.6.
#pragma warning disable ASPIRECERTIFICATES001

namespace ProductPlatform.AppHost.Endpoints;

/// <summary>What the four services and the migrations have in common.</summary>
internal static class PlatformService
{
    /// <summary>Adds a project whose endpoints are defined in the AppHost alone, not in a launch profile.</summary>
    public static IResourceBuilder<ProjectResource> AddService<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        var service = builder.AddProject<TProject>(name, launchProfileName: null);
        // Aspire would have what is published believe every sender's X-Forwarded-For:
        // known proxies are configured where it is deployed (Proxy).
        service.DisableForwardedHeaders();
        if (builder.ExecutionContext.IsPublishMode)
            return service;

        // Started as it was built: 'dotnet run', the orchestrator's way, evaluates the project again and stays as a second process.
        if (ProjectProgram.Find(new TProject()) is { } program)
        {
            service.WithAnnotation(
                new ExecutableAnnotation { Command = program, WorkingDirectory = Path.GetDirectoryName(new TProject().ProjectPath)! }
            );
        }

        return service
            // Nothing here uses HTTPS: without this the dashboard asks for a development certificate.
            .WithoutHttpsCertificate()
            // Resources do not inherit the AppHost's environment name.
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName);
    }

    /// <summary>Adds a generated secret that is kept over runs (in the user secrets of the AppHost).</summary>
    public static IResourceBuilder<ParameterResource> AddSecret(this IDistributedApplicationBuilder builder, string name) =>
        // No special characters: passwords go into connection strings and addresses.
        builder.AddParameter(name, new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true, persist: true);
}
