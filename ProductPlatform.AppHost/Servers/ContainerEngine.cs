using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace ProductPlatform.AppHost.Servers;

/// <summary>The container engine of this machine, as Aspire's orchestrator (DCP) sees it.</summary>
internal static class ContainerEngine
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(25);

    /// <summary>
    /// Asks 'dcp info'. What the engine's own command line says is no answer: DCP needs Docker's of 25 or newer,
    /// and 'docker info' is content with older ones.
    /// </summary>
    /// <returns>Null when containers can be run, else a sentence on why not and what to do.</returns>
    public static async Task<string?> FindProblemAsync(IDistributedApplicationBuilder builder)
    {
        var configured = builder.Configuration["ASPIRE_CONTAINER_RUNTIME"] ?? builder.Configuration["DOTNET_ASPIRE_CONTAINER_RUNTIME"];
        string[] arguments = configured is { Length: > 0 } ? ["info", "--container-runtime", configured] : ["info"];
        var engine = configured is { Length: > 0 } ? configured : "docker";
        var answer = await AskAsync(Orchestrator(builder.Configuration), arguments);
        if (answer is null)
            return $"the orchestrator did not say within {Timeout.TotalSeconds:0} s whether {engine} works. Restart the container engine.";

        var containers = JsonSerializer.Deserialize<Info>(answer, JsonSerializerOptions.Web)?.Containers;
        var reason = containers?.Error?.ReplaceLineEndings(" ").Trim();
        return containers switch
        {
            { Installed: true, Running: true } => null,
            { Installed: true } =>
                $"the container engine {engine} cannot be used ({reason}). Start it, or update it: Docker 25 is the oldest that works.",
            _ => $"no usable container engine {engine} was found ({reason}). "
                + "Install Docker 25 or newer, or set ASPIRE_CONTAINER_RUNTIME=podman.",
        };
    }

    private static string Orchestrator(ConfigurationManager configuration) =>
        // The Aspire CLI brings an orchestrator of its own.
        configuration["DcpPublisher:CliPath"] is { Length: > 0 } cli
            ? cli
        : configuration["ASPIRE_DCP_PATH"] is { Length: > 0 } folder ? Path.Combine(folder, OperatingSystem.IsWindows() ? "dcp.exe" : "dcp")
        : typeof(ContainerEngine)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(metadata => string.Equals(metadata.Key, "dcpclipath", StringComparison.OrdinalIgnoreCase))
            .Value!;

    private static async Task<string?> AskAsync(string orchestrator, string[] arguments)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(orchestrator, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            try
            {
                return await process.StandardOutput.ReadToEndAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return null;
            }
        }
        catch (Win32Exception exception)
        {
            throw new DistributedApplicationException(
                $"Aspire's orchestrator {orchestrator} cannot be started: {exception.Message}. "
                    + "Restore the packages again (dotnet restore).",
                exception
            );
        }
    }

    private sealed record Info(Containers? Containers);

    private sealed record Containers(bool Installed, bool Running, string? Error);
}
