using CliWrap;
using CliWrap.Buffered;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Platform;

/// <summary>Runs a worker's command line as an operator does, in a process of its own.</summary>
internal static class OperatorProcess
{
    internal static Task<BufferedCommandResult> RunAsync(Scenario scenario, string worker, params string[] arguments) =>
        RunAsync(scenario.Broker, scenario, worker, arguments);

    internal static Task<BufferedCommandResult> RunAsync(string broker, Scenario scenario, string worker, params string[] arguments) =>
        RunAsync(broker, scenario, [], worker, arguments);

    /// <param name="settings">More environment variables.</param>
    internal static async Task<BufferedCommandResult> RunAsync(
        string broker,
        Scenario scenario,
        IEnumerable<KeyValuePair<string, string?>> settings,
        string worker,
        params string[] arguments
    ) =>
        await Cli.Wrap(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
            .WithArguments([Path.Combine(AppContext.BaseDirectory, $"{worker}.dll"), .. arguments])
            .WithEnvironmentVariables(
                new Dictionary<string, string?>(settings)
                {
                    // In Production the databases' addresses would be looked for in a secret first.
                    ["ASPNETCORE_ENVIRONMENT"] = "Development",
                    ["ConnectionStrings__admindb"] = scenario.AdminDatabase,
                    ["ConnectionStrings__maindb"] = scenario.MainDatabase,
                    ["ConnectionStrings__messaging"] = broker,
                    ["Internal__Secret"] = Scenario.InternalSecret,
                }
            )
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
}
