using System.CommandLine;
using Admin.Data;
using ProductPlatform.ServiceDefaults.Database;

namespace Admin.Worker.Commands;

/// <summary><c>migrate</c>: brings the database to this version's schema; everything else waits for it.</summary>
internal static class MigrateCommand
{
    internal static Command Create()
    {
        var command = new Command("migrate", "Creates or updates the database, then ends.");
        command.SetAction(async (_, cancellationToken) =>
        {
            await using var app = WorkerHost.Create().Build();
            await ActivatorUtilities.CreateInstance<Migrator<AdminDbContext>>(app.Services).MigrateAsync(cancellationToken);
        });
        return command;
    }
}
