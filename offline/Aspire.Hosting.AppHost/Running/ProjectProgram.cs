using System.Reflection;
using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>The program that a project was built to. It was built with the AppHost, so it is there in the AppHost's configuration.</summary>
internal static class ProjectProgram
{
    /// <summary>The dotnet that runs this process, whatever the process itself is called.</summary>
    public static string Dotnet { get; } = Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    public static string Find(ProjectResource project, Assembly? appHost)
    {
        var path = project.GetProjectMetadata().ProjectPath;
        var name = Path.GetFileNameWithoutExtension(path);
        var output = Path.Combine(Path.GetDirectoryName(path)!, "bin");
        var configuration = appHost?.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";
        var built = Candidates(Path.Combine(output, configuration)).Concat(Candidates(output)).FirstOrDefault();
        return built is not null
            ? Path.ChangeExtension(Path.ChangeExtension(built, null), ".dll")
            : throw new DistributedApplicationException($"The project '{name}' is not built: nothing to run in {output}. Run 'dotnet build {path}'.");

        IEnumerable<string> Candidates(string directory) => Directory.Exists(directory)
            ? Directory.EnumerateFiles(directory, $"{name}.runtimeconfig.json", SearchOption.AllDirectories).OrderByDescending(File.GetLastWriteTimeUtc)
            : [];
    }
}
