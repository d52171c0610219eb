using Main.Data;
using ProductPlatform.ServiceDefaults;

namespace Main.Worker;

/// <summary>The worker as a web application: nothing but probes and metrics is served.</summary>
internal static class WorkerHost
{
    internal static async Task RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var builder = Create(args);
        builder.AddMainConsuming();
        await using var app = builder.Build();
        app.MapDefaultEndpoints();
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
    }

    /// <summary>What the worker and its commands have in common.</summary>
    internal static WebApplicationBuilder Create(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults("main-worker");
        builder.AddMainData();
        return builder;
    }
}
