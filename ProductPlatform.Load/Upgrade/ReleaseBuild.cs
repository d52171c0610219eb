using CliWrap;
using CliWrap.Buffered;
using ProductPlatform.Testing;

namespace ProductPlatform.Load.Upgrade;

/// <summary>The programs of one version.</summary>
/// <param name="Name">Told in the report.</param>
/// <param name="Program">The path of a service's program.</param>
internal sealed record ReleaseBuild(string Name, Func<string, string> Program)
{
    internal static readonly ReleaseBuild Current = new("this version", Repository.Program);

    internal static ReleaseBuild In(string folder) =>
        new("the last release", project => Path.Combine(folder, project, "bin", "Debug", "net10.0", $"{project}.dll"));

    /// <summary>Brings both databases to this version's schema, as a deployment does.</summary>
    internal async Task MigrateAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        await MigrateAsync("Main.Worker", "maindb", scenario.MainDatabase, cancellationToken);
        await MigrateAsync("Admin.Worker", "admindb", scenario.AdminDatabase, cancellationToken);
    }

    private async Task MigrateAsync(string worker, string name, string database, CancellationToken cancellationToken)
    {
        var result = await Cli.Wrap("dotnet")
            .WithArguments([Program(worker), "migrate"])
            .WithWorkingDirectory(Path.GetDirectoryName(Program(worker))!)
            .WithEnvironmentVariables(
                new Dictionary<string, string?>
                {
                    ["ASPNETCORE_ENVIRONMENT"] = "Production",
                    ["SECRET_NAME"] = "",
                    [$"ConnectionStrings__{name}"] = database,
                }
            )
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(cancellationToken);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"{worker} migrate of {Name} failed:\n{result.StandardOutput}{result.StandardError}");
    }
}
