using System.CommandLine;
using Main.Data;
using ProductPlatform.Database;
using ProductPlatform.Web.Keys;

namespace Main.Worker.Database;

/// <summary><c>migrate</c>: brings the database to this version's schema; everything else waits for it.</summary>
internal static class MigrateCommand
{
    internal static Command Create()
    {
        var command = new Command("migrate", "Creates or updates the database, then ends.");
        command.SetAction(async (_, cancellationToken) =>
        {
            var builder = WorkerHost.Create();
            builder.AddMainKeys();
            await using var app = builder.Build();
            await ActivatorUtilities.CreateInstance<Migrator<MainDbContext>>(app.Services).MigrateAsync(cancellationToken);
            app.Services.PrepareKeys();
        });
        return command;
    }
}
