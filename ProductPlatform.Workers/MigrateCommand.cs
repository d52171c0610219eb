using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProductPlatform.Database;
using ProductPlatform.Database.Changes;
using ProductPlatform.Web.Keys;

namespace ProductPlatform.Workers;

/// <summary><c>migrate</c>: brings the database to this version's schema; everything else waits for it.</summary>
public static class MigrateCommand
{
    /// <param name="description">What <c>--help</c> says.</param>
    /// <param name="addServices">Adds the key ring, and what <paramref name="fill"/> needs.</param>
    /// <param name="fill">Adds the rows that a new database begins with.</param>
    public static Command Create<TWorker, TContext>(
        string description,
        Action<IHostApplicationBuilder> addServices,
        Func<IServiceProvider, CancellationToken, Task>? fill = null
    )
        where TWorker : IWorker
        where TContext : DbContext
    {
        var command = new Command("migrate", description);
        command.SetAction(
            async (_, cancellationToken) =>
            {
                var builder = WorkerHost.CreateBuilder<TWorker>();
                addServices(builder);
                await using var app = builder.Build();
                await ActivatorUtilities.CreateInstance<Migrator<TContext>>(app.Services).MigrateAsync(cancellationToken);
                app.Services.PrepareKeys();
                await using var scope = app.Services.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<TContext>().StartAnewAsync(cancellationToken);
                if (fill is not null)
                    await fill(scope.ServiceProvider, cancellationToken);
            }
        );
        return command;
    }
}
