using CliWrap;
using CliWrap.Buffered;
using MySqlConnector;
using ProductPlatform.Testing;
using ProductPlatform.Testing.Servers;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Backup;

/// <summary>Runs <c>deploy/backup</c> as a person or cron does, and what docs/operations/backup.md says after it.</summary>
internal static class BackupScript
{
    private static readonly string Script = Path.Combine(Repository.Root, "deploy", "backup");

    /// <param name="programs">A folder whose programs are found before those of the system.</param>
    internal static Task<BufferedCommandResult> RunAsync(Scenario scenario, string? programs, params string[] arguments) =>
        RunWithAsync(scenario, [("PATH", $"{programs}:/usr/sbin:/usr/bin:/sbin:/bin")], arguments);

    internal static async Task<BufferedCommandResult> RunWithAsync(
        Scenario scenario,
        (string Name, string Value)[] settings,
        params string[] arguments
    ) =>
        await Cli.Wrap("/bin/bash")
            .WithArguments([Script, .. arguments])
            .WithEnvironmentVariables(environment =>
            {
                environment
                    .Set("ConnectionStrings__maindb", scenario.MainDatabase)
                    .Set("ConnectionStrings__admindb", scenario.AdminDatabase);
                foreach (var (name, value) in settings)
                    environment.Set(name, value);
            })
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();

    /// <returns>Where the backup is.</returns>
    internal static async Task<string> CreateAsync(Scenario scenario, string folder, string? programs = null)
    {
        var result = await RunAsync(scenario, programs, "create", folder);
        Assert.True(result.ExitCode == 0, result.StandardError);
        Assert.Equal("", result.StandardError);
        return result.StandardOutput.Trim();
    }

    internal static async Task RestoreAsync(Scenario scenario, params string[] backup)
    {
        var result = await RunAsync(scenario, null, ["restore", .. backup]);
        Assert.True(result.ExitCode == 0, result.StandardError);
    }

    /// <summary>Empty databases, and a virtual host without a queue.</summary>
    internal static async Task<Scenario> NothingAsync(ServerPair servers) =>
        new()
        {
            Servers = servers,
            MainDatabase = await servers.CreateDatabaseAsync(),
            AdminDatabase = await servers.CreateDatabaseAsync(),
            Broker = await servers.CreateVirtualHostAsync(),
        };

    internal static async Task EmptyAsync(string database)
    {
        await using var connection = new MySqlConnection(database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"DROP DATABASE `{connection.Database}`; CREATE DATABASE `{connection.Database}`";
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Brings restored databases together: migrate, Main.Worker, resync, the others.</summary>
    internal static async Task<FullPlatform> StartAsync(Scenario restored)
    {
        await OperateAsync(restored, "Main.Worker", "migrate");
        await OperateAsync(restored, "Admin.Worker", "migrate");
        return await FullPlatform.StartAsync(
            restored,
            async mainUrl => await OperateAsync(restored, "Admin.Worker", "resync", "--main-url", mainUrl.ToString())
        );
    }

    /// <summary>The last step, once products agree.</summary>
    internal static Task<string> ReconcileAsync(FullPlatform platform) =>
        OperateAsync(platform.Scenario, "Admin.Worker", "reconcile", "--repair", "--main-url", platform.MainUrl.ToString());

    private static async Task<string> OperateAsync(Scenario scenario, string worker, params string[] arguments)
    {
        var result = await OperatorProcess.RunAsync(scenario, worker, arguments);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result.StandardOutput}{result.StandardError}");
        return result.StandardOutput;
    }
}
