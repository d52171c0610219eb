using Main.Data;
using Main.Worker.InternalApi;
using ProductPlatform.Messaging;
using ProductPlatform.ServiceDefaults;
using ProductPlatform.Web;
using ProductPlatform.Web.Commands;
using ProductPlatform.Web.InternalApi;

namespace Main.Worker;

/// <summary>The worker as a web application: it serves probes, metrics, and what Admin's operator commands ask; only inside the platform.</summary>
internal static class WorkerHost
{
    internal static async Task RunAsync(string[] args, CancellationToken cancellationToken)
    {
        await using var app = Build(args);
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
    }

    internal static WebApplication Build(params string[] args)
    {
        var builder = Create(args);
        builder.AddMainConsuming();
        var app = builder.Build();
        var internals = app.MapInternal();
        internals.MapProducts();
        internals.MapLikes();
        app.MapDefaultEndpoints();
        return app;
    }

    /// <summary>Runs an operator's command, which may look at the broker.</summary>
    internal static Task<int> RunCommandAsync(Func<IServiceProvider, Task<int>> work) => OperatorCommand.RunAsync(() =>
    {
        var builder = Create();
        builder.AddDeadLetters();
        return builder;
    }, work);

    /// <summary>What the worker and its commands have in common.</summary>
    internal static WebApplicationBuilder Create(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults("main-worker");
        builder.AddWebDefaults();
        builder.AddMainData();
        return builder;
    }
}
