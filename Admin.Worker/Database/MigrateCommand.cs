using System.CommandLine;
using Admin.Data;
using Admin.Data.Seeding;
using Admin.Worker.Users;
using ProductPlatform.Database;
using ProductPlatform.Web.Keys;

namespace Admin.Worker.Database;

/// <summary><c>migrate</c>: brings the database to this version's schema; everything else waits for it.</summary>
internal static class MigrateCommand
{
    internal static Command Create()
    {
        var command = new Command("migrate", "Creates or updates the database, then ends; in Development fills an empty one with demonstration data.");
        command.SetAction(async (_, cancellationToken) =>
        {
            await using var app = WorkerHost.Create().Build();
            await ActivatorUtilities.CreateInstance<Migrator<AdminDbContext>>(app.Services).MigrateAsync(cancellationToken);
            app.Services.PrepareKeys();

            await using var scope = app.Services.CreateAsyncScope();
            if (app.Environment.IsDevelopment())
                await scope.ServiceProvider.GetRequiredService<DemoData>().SeedEmptyAsync(cancellationToken);
            await ActivatorUtilities.CreateInstance<FirstSuperuser>(scope.ServiceProvider).ApplyAsync(cancellationToken);
        });
        return command;
    }
}
