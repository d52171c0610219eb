using Aspire.Hosting;

namespace ProductPlatform.Testing.Servers;

/// <summary>
/// Makes applications of single parts of the AppHost. They run as the AppHost's assembly, which knows where the orchestrator is:
/// DistributedApplicationTestingBuilder.Create is for tests that are an AppHost themselves.
/// </summary>
internal static class PartOfTheAppHost
{
    public static IDistributedApplicationBuilder Create(params string[] arguments)
    {
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions
            {
                // Otherwise Aspire leaves the processes to the orchestrator, which ends them some time after the application.
                Args = ["--DcpPublisher:WaitForResourceCleanup=true", .. arguments],
                AssemblyName = typeof(Projects.ProductPlatform_AppHost).Assembly.GetName().Name,
                DisableDashboard = true,
                EnableResourceLogging = true,
            }
        );
        builder.LogToFile("servers");
        return builder;
    }
}
