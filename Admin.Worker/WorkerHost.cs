using Admin.Data;
using ProductPlatform.Messaging;
using ProductPlatform.ServiceDefaults;
using ProductPlatform.Web;
using ProductPlatform.Web.Commands;

namespace Admin.Worker;

/// <summary>The worker as a web application: nothing but probes and metrics is served.</summary>
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
        builder.AddAdminConsuming();
        var app = builder.Build();
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
        builder.AddServiceDefaults("admin-worker");
        builder.AddWebDefaults();
        builder.AddAdminData();
        return builder;
    }
}
