using System.CommandLine;
using Admin.Data;
using Admin.Data.Seeding;
using Admin.Data.Users;
using Microsoft.AspNetCore.DataProtection;
using ProductPlatform.ServiceDefaults.Database;

namespace Admin.Worker.Commands;

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

            // Makes the first key here, where there is one process, and not in several replicas at once.
            app.Services.GetDataProtector(nameof(MigrateCommand)).Protect([]);

            if (app.Environment.IsDevelopment())
            {
                await using var scope = app.Services.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<DemoData>().SeedEmptyAsync(cancellationToken);
                await AddFirstSuperuserAsync(scope.ServiceProvider, cancellationToken);
            }
        });
        return command;
    }

    /// <summary>The AppHost generates a password for the user <c>admin</c>; outside Development a person makes the first superuser.</summary>
    private static async Task AddFirstSuperuserAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var password = services.GetRequiredService<IConfiguration>()["Admin:Password"];
        if (!string.IsNullOrEmpty(password) && !await services.GetRequiredService<Accounts>().HasSuperuserAsync(cancellationToken))
            await CreateSuperuserCommand.AddAsync(services, "admin", "admin@localhost", password, checkPassword: false, cancellationToken);
    }
}
