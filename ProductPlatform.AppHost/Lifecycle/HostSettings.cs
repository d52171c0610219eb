using Microsoft.Extensions.Configuration;

namespace ProductPlatform.AppHost.Lifecycle;

internal static class HostSettings
{
    /// <summary>
    /// Adds what no other source says from the appsettings.json beside the program: the framework looks for one in the working directory, which is the
    /// project's only under 'dotnet run'.
    /// </summary>
    public static void AddSettings(this IDistributedApplicationBuilder builder)
    {
        var settings = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json").Build();
        builder.Configuration.AddInMemoryCollection(
            settings.AsEnumerable().Where(setting => setting.Value is not null && builder.Configuration[setting.Key] is null).ToList());
    }
}
