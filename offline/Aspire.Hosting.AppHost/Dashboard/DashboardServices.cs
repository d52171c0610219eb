using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aspire.Hosting.Dashboard;

/// <summary>Puts the page into an AppHost that runs.</summary>
internal static class DashboardServices
{
    public static void AddTo(DistributedApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(provider => DashboardSettings.From(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<DashboardAccess>();
        services.AddSingleton<DashboardGuard>();
        services.AddSingleton<DashboardEndpoints>();
        services.AddSingleton<SecretMask>();
        services.AddSingleton<DashboardLogs>();
        services.AddSingleton<DashboardCommands>();
        services.AddSingleton<ResourceBoard>();
        services.AddHostedService(provider => provider.GetRequiredService<ResourceBoard>());
        services.AddHostedService<DashboardServer>();
    }
}
