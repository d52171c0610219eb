using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using CliWrap;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.OpenApi;

/// <summary>A TypeScript client as others generate it from an OpenAPI document, checked strictly and run in Node.js.</summary>
internal static class GeneratedTypeScript
{
    private static readonly string Processor = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";

    private static readonly string Compiler = Path.Combine(
        typeof(GeneratedTypeScript)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "TypeScript")
            .Value!,
        "tools",
        "runtimes",
        $"linux-{Processor}",
        "tsc"
    );

    // The one that drives the browser.
    private static readonly string Node = Path.Combine(AppContext.BaseDirectory, ".playwright", "node", $"linux-{Processor}", "node");

    /// <returns>What the program printed. It imports the client from <c>./client</c>; its first argument is the API's address.</returns>
    internal static async Task<string> RunAsync(string document, string program, HttpClient http)
    {
        var directory = Directory.CreateTempSubdirectory("productplatform-typescript-").FullName;
        try
        {
            var description = Path.Combine(directory, "openapi.json");
            await File.WriteAllTextAsync(description, document);
            await File.WriteAllTextAsync(Path.Combine(directory, "use.ts"), program);
            string[] generate = ["nswag", "openapi2tsclient", $"/input:{description}", $"/output:{Path.Combine(directory, "client.ts")}"];
            // The generator is a tool of the repository, found from there.
            await RunAsync(
                Repository.Root,
                "dotnet",
                [.. generate, "/template:Fetch", "/typeStyle:Interface", "/generateOptionalParameters:true"]
            );
            await RunAsync(directory, Compiler, "--strict", "--target", "es2022", "--module", "commonjs", "--lib", "es2022,dom", "use.ts");
            return await RunAsync(directory, Node, "use.js", http.BaseAddress!.ToString().TrimEnd('/'));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<string> RunAsync(string directory, string program, params string[] arguments)
    {
        var output = new StringBuilder();
        var result = await Cli.Wrap(program)
            .WithArguments(arguments)
            .WithWorkingDirectory(directory)
            .WithStandardOutputPipe(PipeTarget.ToStringBuilder(output))
            .WithStandardErrorPipe(PipeTarget.ToStringBuilder(output))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync();
        Assert.True(result.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\n{output}");
        return output.ToString().Trim();
    }
}
