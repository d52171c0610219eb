using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>What is different in a test: no dashboard and free ports. The rest is as if the AppHost ran from its own directory.</summary>
internal static class TestingDefaults
{
    private static readonly string[] HostPrefixes = ["DOTNET_", "ASPNETCORE_"];

    public static void Apply(
        DistributedApplicationOptions options,
        HostApplicationBuilderSettings settings,
        string[] args,
        Assembly appHost,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    {
        var name = appHost.GetName().Name!;
        options.Args = settings.Args = [.. settings.Args ?? [], .. args];
        options.AssemblyName = settings.ApplicationName = name;
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;
        var directory = ProjectDirectory(appHost);
        if (Directory.Exists(directory)) settings.ContentRootPath = directory;
        AddDefaults(settings, [("DcpPublisher:RandomizePorts", "true")]);

        configure(options, settings);
        AddDefaults(settings, LaunchProfileOf(directory, Given(settings)["DOTNET_LAUNCH_PROFILE"]));
    }

    public static string? ProjectDirectory(Assembly assembly) => assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(metadata => string.Equals(metadata.Key, "AppHostProjectPath", StringComparison.OrdinalIgnoreCase))?.Value;

    private static void AddDefaults(HostApplicationBuilderSettings settings, IEnumerable<(string Key, string Value)> defaults)
    {
        var given = Given(settings);
        settings.Configuration ??= new ConfigurationManager();
        settings.Configuration.AddInMemoryCollection(defaults
            .Where(pair => given[pair.Key] is null)
            .GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(pairs => pairs.Key, pairs => (string?)pairs.First().Value, StringComparer.OrdinalIgnoreCase));
    }

    private static ConfigurationManager Given(HostApplicationBuilderSettings settings)
    {
        var given = new ConfigurationManager();
        given.AddCommandLine(settings.Args ?? []);
        if (settings.Configuration is not null) given.AddConfiguration(settings.Configuration);
        return given;
    }

    /// <summary>The environment variables of the launch profile that "dotnet run" would take, as configuration.</summary>
    private static IEnumerable<(string Key, string Value)> LaunchProfileOf(string? directory, string? wanted)
    {
        var project = Path.Combine(directory ?? "", "AppHost.csproj");
        if (directory is null || LaunchProfile.Find(project, wanted, preferred: null) is not { } profile) return [];

        // The host reads variables with these prefixes under the bare name as well.
        var bare = profile.EnvironmentVariables.SelectMany(variable => HostPrefixes
            .Where(prefix => variable.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Select(prefix => (variable.Key[prefix.Length..], variable.Value)));
        var full = profile.EnvironmentVariables.Select(variable => (variable.Key, variable.Value));
        return [("DOTNET_LAUNCH_PROFILE", profile.Name), .. full, .. bare];
    }
}
