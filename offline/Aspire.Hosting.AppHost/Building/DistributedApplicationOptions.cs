using System.Reflection;

namespace Aspire.Hosting;

public sealed class DistributedApplicationOptions
{
    private string? _projectDirectory;

    public string[]? Args { get; set; }

    public string? AssemblyName { get; set; }

    public bool DisableDashboard { get; set; }

    public bool EnableResourceLogging { get; set; }

    public bool AllowUnsecuredTransport { get; set; }

    public string? DashboardApplicationName { get; set; }

    public string? ProjectDirectory
    {
        get => _projectDirectory ?? Metadata("apphostprojectpath");
        set => _projectDirectory = value;
    }

    internal Assembly? Assembly => AssemblyName is null ? Assembly.GetEntryAssembly() : Assembly.Load(AssemblyName);

    internal string? ProjectName => Metadata("apphostprojectname");

    private string? Metadata(string key) =>
        Assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == key)?.Value;
}
