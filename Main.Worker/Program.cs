using Main.Data;
using Main.Data.Products;
using Main.Data.Retention;
using Main.Worker.InternalApi;
using ProductPlatform.Messaging;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Web.InternalApi;
using ProductPlatform.Workers;

namespace Main.Worker;

/// <summary>Keeps Main's copy of the products, and serves what Admin's commands ask for; only inside the platform.</summary>
internal sealed class MainWorker : IWorker
{
    public static string Name => "main-worker";

    public static string Description => "Main.Worker: consumes the queue 'main', and looks after Main's data.";

    public static string Queue => Topology.MainQueue;

    public static Task<int> Main(string[] args) =>
        WorkerHost.RunAsync<MainWorker>(
            args,
            MigrateCommand.Create<MainWorker, MainDbContext>(
                "Creates or updates the database, then ends.",
                builder => builder.AddMainKeys()
            ),
            ImportCommand.Create()
        );

    public static void AddData(IHostApplicationBuilder builder) => builder.AddMainData();

    public static void AddWork(IHostApplicationBuilder builder)
    {
        builder.AddConsumer<MainDbContext, ProductEvent, ProductProjector>(Queue);
        builder.AddMainRetention();
        builder.Services.AddHostedService<LikeTotals>();
    }

    public static void Map(WebApplication app)
    {
        var internals = app.MapInternal();
        internals.MapProducts();
        internals.MapLikes();
    }
}
