using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Running;

/// <summary>What an application is made of, beside its resources.</summary>
internal static class RunningServices
{
    public static void AddTo(DistributedApplicationBuilder builder, DistributedApplicationOptions options)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(builder.ExecutionContext);
        services.AddSingleton<IDistributedApplicationEventing>(builder.Eventing);
        services.AddSingleton(new DistributedApplicationModel(builder.Resources));
        services.AddSingleton<ResourceNotificationService>();
        services.AddSingleton<ResourceLoggerService>();
        services.AddSingleton(s => new ResourceCommandService(
            s.GetRequiredService<ResourceNotificationService>(), s.GetRequiredService<ResourceLoggerService>(), s));
        services.AddHealthChecks();
        services.Configure<ResourceNotificationServiceOptions>(o => o.DefaultWaitBehavior =
            options.DisableDashboard ? WaitBehavior.StopOnResourceUnavailable : WaitBehavior.WaitOnResourceUnavailable);

        if (builder.ExecutionContext.IsPublishMode)
        {
            services.AddHostedService<ManifestPublisher>();
            return;
        }

        // Resources are stopped one after the other, each with a grace period.
        services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromMinutes(3));
        services.AddSingleton<PortPool>();
        services.AddSingleton<ProcessGuard>();
        services.AddSingleton<EndpointAllocator>();
        services.AddSingleton<Launcher>();
        services.AddSingleton<Orchestrator>();
        services.AddHostedService<LogForwarder>();
        services.AddHostedService<HealthMonitor>();
        if (!options.DisableDashboard)
            DashboardServices.AddTo(builder);
        services.AddHostedService(s => s.GetRequiredService<Orchestrator>());
    }
}
