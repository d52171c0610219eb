using Admin.Data;
using ProductPlatform.ServiceDefaults;

namespace Admin.Worker;

/// <summary>The worker as a web application: nothing but probes and metrics is served.</summary>
internal static class WorkerHost
{
    internal static async Task RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var builder = Create(args);
        builder.AddAdminConsuming();
        await using var app = builder.Build();
        app.MapDefaultEndpoints();
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
    }

    /// <summary>What the worker and its commands have in common.</summary>
    internal static WebApplicationBuilder Create(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults("admin-worker");
        builder.AddAdminData();
        return builder;
    }
}
