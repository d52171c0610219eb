using CliWrap;
using CliWrap.Buffered;

namespace ProductPlatform.ContainerTests;

/// <summary>The command line of the engine that <c>eng/test-containers</c> started.</summary>
internal static class Docker
{
    internal static string Registry => Setting("REGISTRY");

    /// <summary>The version that compose.yaml starts with.</summary>
    internal const string First = "first";

    /// <summary>The same commit, built once more, in another directory.</summary>
    internal const string Second = "second";

    /// <summary>Built where <see cref="Second"/> was, from nothing.</summary>
    internal const string Third = "third";

    internal static string Image(string name, string version = First) => $"{Registry}/productplatform/{name}:{version}";

    /// <summary>Runs a command that has to succeed.</summary>
    /// <returns>What it printed.</returns>
    internal static async Task<string> RunAsync(params IEnumerable<string> arguments)
    {
        var result = await TryAsync(arguments);
        return result.ExitCode == 0
            ? result.StandardOutput.Trim()
            : throw new InvalidOperationException($"docker {string.Join(' ', arguments)}: {result.StandardOutput}{result.StandardError}");
    }

    internal static Task<BufferedCommandResult> TryAsync(params IEnumerable<string> arguments) =>
        TryAsync(new Dictionary<string, string?>(), arguments);

    internal static async Task<BufferedCommandResult> TryAsync(
        IReadOnlyDictionary<string, string?> environment,
        IEnumerable<string> arguments
    ) =>
        await Cli.Wrap("docker")
            .WithArguments(arguments)
            .WithEnvironmentVariables(environment)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();

    internal static string Setting(string name) =>
        Environment.GetEnvironmentVariable(name)
        ?? throw new InvalidOperationException($"{name} is not set: these tests are run by './test containers'.");
}
