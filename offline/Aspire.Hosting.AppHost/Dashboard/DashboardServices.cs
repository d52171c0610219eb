namespace Aspire.Hosting.Dashboard;

/// <summary>The page that shows the resources. It takes the model, the notifications, the logs and the commands from the services.</summary>
internal static class DashboardServices
{
    public static void AddTo(DistributedApplicationBuilder builder) => ArgumentNullException.ThrowIfNull(builder);
}
