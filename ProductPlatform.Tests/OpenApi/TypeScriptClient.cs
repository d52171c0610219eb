using CliWrap;
using CliWrap.Buffered;

namespace ProductPlatform.Tests.OpenApi;

/// <summary>Clients as others generate them for TypeScript, from the documents that the APIs serve, and the program <c>use.ts</c>.</summary>
internal static class TypeScriptClient
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "OpenApi", "TypeScript");

    /// <summary>Generates and compiles the clients with the program, and runs it.</summary>
    /// <returns>What it printed, by lines.</returns>
    internal static async Task<string[]> RunAsync(Uri admin, string token, Uri main, int likeable)
    {
        Dictionary<string, string?> settings = new()
        {
            ["ADMIN"] = admin.GetLeftPart(UriPartial.Authority),
            ["TOKEN"] = token,
            ["MAIN"] = main.GetLeftPart(UriPartial.Authority),
            ["LIKEABLE"] = $"{likeable}",
        };
        await InstallAsync();
        await NpmAsync(settings, "run", "generate");
        await NpmAsync(settings, "run", "compile");
        var output = await NpmAsync(settings, "run", "--silent", "start");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Once for each lock file: the registry is asked no more often than NuGet's is.</summary>
    private static async Task InstallAsync()
    {
        var (wanted, installed) = (Path.Combine(Folder, "package-lock.json"), Path.Combine(Folder, "node_modules", "installed.json"));
        var packages = await File.ReadAllTextAsync(wanted);
        if (File.Exists(installed) && await File.ReadAllTextAsync(installed) == packages)
            return;

        await NpmAsync([], "ci", "--no-audit", "--no-fund");
        await File.WriteAllTextAsync(installed, packages);
    }

    private static async Task<string> NpmAsync(Dictionary<string, string?> settings, params string[] arguments)
    {
        var result = await Cli.Wrap("npm")
            .WithArguments(arguments)
            .WithWorkingDirectory(Folder)
            .WithEnvironmentVariables(settings)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        Assert.True(
            result.IsSuccess,
            $"npm {string.Join(' ', arguments)} ended with {result.ExitCode}: {result.StandardError} {result.StandardOutput}"
        );
        return result.StandardOutput;
    }
}
