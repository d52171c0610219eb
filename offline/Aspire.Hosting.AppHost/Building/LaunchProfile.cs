using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A profile of a project's launchSettings.json: the addresses and the environment it is started with.</summary>
internal sealed class LaunchProfile : IResourceAnnotation
{
    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public string Name { get; set; } = "";

    public string? CommandName { get; set; }

    public string? ApplicationUrl { get; set; }

    public Dictionary<string, string> EnvironmentVariables { get; set; } = [];

    public IEnumerable<Uri> Addresses => (ApplicationUrl ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(url => new Uri(url.Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal)));

    /// <summary>The named profile, else the AppHost's own where the project has it, else the project's first.</summary>
    public static LaunchProfile? Find(string projectPath, string? name, string? preferred)
    {
        var path = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        var profiles = File.Exists(path) ? JsonSerializer.Deserialize<Settings>(File.ReadAllText(path), Lenient)!.Profiles : [];
        foreach (var (key, profile) in profiles)
            profile.Name = key;

        if (name is not null)
        {
            return profiles.GetValueOrDefault(name)
                ?? throw new DistributedApplicationException($"Launch settings file for '{projectPath}' does not contain '{name}' profile.");
        }

        return (preferred is null ? null : profiles.GetValueOrDefault(preferred))
            ?? profiles.Values.FirstOrDefault(p => string.Equals(p.CommandName, "Project", StringComparison.OrdinalIgnoreCase));
    }

    private sealed record Settings(Dictionary<string, LaunchProfile> Profiles);
}
