using Admin.Data;
using Admin.Data.Audit;
using Admin.Data.Likes;
using Admin.Data.Retention;
using Admin.Data.Seeding;
using Admin.Worker.Audit;
using Admin.Worker.Import;
using Admin.Worker.Reconcile;
using Admin.Worker.Resync;
using Admin.Worker.Users;
using ProductPlatform.Messaging;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Workers;

namespace Admin.Worker;

/// <summary>Counts likes, and looks after Admin's data.</summary>
internal sealed class AdminWorker : IWorker
{
    public static string Name => "admin-worker";

    public static string Description => "Admin.Worker: consumes the queue 'admin', and looks after Admin's data.";

    public static string Queue => Topology.AdminQueue;

    public static Task<int> Main(string[] args) =>
        WorkerHost.RunAsync<AdminWorker>(
            args,
            MigrateCommand.Create<AdminWorker, AdminDbContext>(
                "Creates or updates the database, then ends; in Development fills an empty one with demonstration data.",
                builder => builder.AddUsers(),
                FillAsync
            ),
            DemoDataCommand.Create(),
            CreateSuperuserCommand.Create(),
            ChangePasswordCommand.Create(),
            ResyncCommand.Create(),
            ReconcileCommand.Create(),
            ImportCommand.Create()
        );

    public static void AddData(IHostApplicationBuilder builder) => builder.AddAdminData();

    public static void AddWork(IHostApplicationBuilder builder)
    {
        builder.AddConsumer<AdminDbContext, ProductLiked, LikeCounter>(Queue);
        builder.AddAdminRetention();
        builder.Services.AddHostedService<LikeTotals>();
    }

    public static Task RecordSettledAsync(IServiceProvider services, bool isReplay, string which, int count) =>
        CommandTrail.WriteAsync(
            services,
            isReplay ? AuditKind.DeadLetterReplayed : AuditKind.DeadLetterDiscarded,
            $"{Topology.DeadQueue(Queue)}: {which}",
            count == 1 ? "1 message" : $"{count} messages"
        );

    private static async Task FillAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<IHostEnvironment>().IsDevelopment())
            await services.GetRequiredService<DemoData>().SeedEmptyAsync(cancellationToken);
        await ActivatorUtilities.CreateInstance<FirstSuperuser>(services).ApplyAsync(cancellationToken);
    }
}
