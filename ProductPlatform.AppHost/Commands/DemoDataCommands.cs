using Microsoft.Extensions.Hosting;
using ProductPlatform.AppHost.Endpoints;

// A local program as a command is an evaluation API of Aspire 13.6.
#pragma warning disable ASPIREPROCESSCOMMAND001

namespace ProductPlatform.AppHost.Commands;

/// <summary>In Development, Admin's demonstration data as commands of the Aspire dashboard.</summary>
internal static class DemoDataCommands
{
    public static IResourceBuilder<ProjectResource> WithDemoDataCommands(
        this IResourceBuilder<ProjectResource> service,
        IResourceBuilder<IResourceWithConnectionString> database
    ) =>
        !service.ApplicationBuilder.Environment.IsDevelopment()
            ? service
            : service
                .WithProcessCommand(
                    "seed-demo-data",
                    "Seed demo data",
                    context => RunAsync(context, database.Resource, "demo-data"),
                    new ProcessCommandOptions
                    {
                        Description = "Add the demonstration users and products that are missing.",
                        IconName = "DatabaseArrowDown",
                    }
                )
                .WithProcessCommand(
                    "reset-data",
                    "Reset data",
                    context => RunAsync(context, database.Resource, "demo-data", "--reset"),
                    new ProcessCommandOptions
                    {
                        Description = "Delete every product and its likes, and add the demonstration data again.",
                        ConfirmationMessage = "Delete every product and its likes, and add the demonstration data again?",
                        IconName = "ArrowReset",
                    }
                );

    private static async ValueTask<ProcessCommandSpec> RunAsync(
        ExecuteCommandContext context,
        IResourceWithConnectionString database,
        params string[] arguments
    )
    {
        var worker = new Projects.Admin_Worker();
        var program = ProjectProgram.Find(worker);
        return new ProcessCommandSpec(program ?? "dotnet")
        {
            Arguments = program is null
                ? ["run", "--no-build", "--no-launch-profile", "--project", worker.ProjectPath, "--", .. arguments]
                : arguments,
            WorkingDirectory = Path.GetDirectoryName(worker.ProjectPath),
            EnvironmentVariables =
            {
                [$"ConnectionStrings__{database.Name}"] = await database.GetConnectionStringAsync(context.CancellationToken) ?? "",
                ["ASPNETCORE_ENVIRONMENT"] = Environments.Development,
            },
        };
    }
}
