using System.CommandLine;
using Admin.Data;
using Admin.Data.Seeding;
using Admin.Worker.Audit;
using ProductPlatform.Workers;

namespace Admin.Worker;

/// <summary><c>demo-data</c>: adds the demonstration data that is missing, or starts over with it. Refused outside Development.</summary>
internal static class DemoDataCommand
{
    private static readonly Option<bool> Reset = new("--reset") { Description = "Delete every product and its likes first." };

    internal static Command Create()
    {
        var command = new Command("demo-data", "Adds the demonstration users and products that are missing (Development only).") { Reset };
        command.SetAction(
            (parse, cancellationToken) =>
                WorkerHost.RunCommandAsync<AdminWorker>(
                    builder => builder.AddUsers(),
                    async services =>
                    {
                        if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment())
                        {
                            throw new InvalidOperationException(
                                "demo-data changes products: it runs in Development only (ASPNETCORE_ENVIRONMENT=Development)."
                            );
                        }

                        var data = services.GetRequiredService<DemoData>();
                        var reset = parse.GetValue(Reset);
                        var result = await CommandTrail.RunAsync(
                            services,
                            reset ? "demo-data --reset" : "demo-data",
                            () => reset ? data.ResetAsync(cancellationToken) : data.AddMissingAsync(cancellationToken),
                            Counts
                        );
                        await parse.InvocationConfiguration.Output.WriteLineAsync(
                            $"{Counts(result)}. Admin.Api publishes the events, Main.Worker applies them."
                        );
                        return 0;
                    }
                )
        );
        return command;
    }

    private static string Counts(DemoDataResult result) =>
        $"{result.Deleted} products deleted, {result.Products} products and {result.Users} users added";
}
