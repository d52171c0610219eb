using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace ProductPlatform.AppHost.Servers;

/// <summary>Decides where MySQL and RabbitMQ come from (configuration key <c>Servers</c>).</summary>
internal static class ServerSource
{
    public const string Containers = "containers";
    public const string Native = "native";
    public const string External = "external";
    private const string Auto = "auto";

    private static readonly TimeSpan RuntimeAnswersWithin = TimeSpan.FromSeconds(10);

    public static string Choose(IDistributedApplicationBuilder builder, string[] connections)
    {
        // What is published runs on machines that have none of this one's programs.
        if (builder.ExecutionContext.IsPublishMode)
            return Containers;

        var missing = connections.Where(name => string.IsNullOrEmpty(builder.Configuration.GetConnectionString(name))).ToList();
        var wanted = builder.Configuration["Servers"]?.ToLowerInvariant();
        return wanted switch
        {
            Containers or Native => wanted,
            External when missing.Count == 0 => External,
            null or "" or Auto when missing.Count == 0 => External,
            null or "" or Auto when missing.Count == connections.Length => CanRunContainers(builder.Configuration) ? Containers : Native,
            null or "" or Auto or External => throw new DistributedApplicationException(
                $"External servers need all connection strings; not configured: {string.Join(", ", missing.Select(name => $"ConnectionStrings:{name}"))}."),
            _ => throw new DistributedApplicationException(
                $"Servers = '{wanted}' is none of {Auto}, {Containers}, {Native}, {External}."),
        };
    }

    /// <summary>Containers need the orchestrator that comes with Aspire's packages, and a container runtime that answers.</summary>
    private static bool CanRunContainers(ConfigurationManager configuration) =>
        typeof(ServerSource).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Any(metadata => string.Equals(metadata.Key, "dcpclipath", StringComparison.OrdinalIgnoreCase))
        && Answers(configuration["ASPIRE_CONTAINER_RUNTIME"] ?? configuration["DOTNET_ASPIRE_CONTAINER_RUNTIME"] ?? "docker");

    private static bool Answers(string runtime)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(runtime, ["info"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.OutputDataReceived += static (_, _) => { };
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            if (process.WaitForExit(RuntimeAnswersWithin))
                return process.ExitCode == 0;
            process.Kill();
            return false;
        }
        catch (Win32Exception)
        {
            // No such program.
            return false;
        }
    }
}
