using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;

namespace ProductPlatform.AppHost.Lifecycle;

internal static class HostSettings
{
    /// <summary>
    /// Reads the AppHost's appsettings.json from beside the program, before every other source: the framework looks for it in the working directory, which
    /// is the project's only under 'dotnet run'.
    /// </summary>
    public static void AddSettings(this IDistributedApplicationBuilder builder) => builder.Configuration.Sources.Insert(0, new JsonConfigurationSource
    {
        FileProvider = new PhysicalFileProvider(AppContext.BaseDirectory),
        Path = "appsettings.json",
    });
}
