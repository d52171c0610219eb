using System.Reflection;
using System.Runtime.Versioning;

namespace ProductPlatform.AppHost.Endpoints;

/// <summary>What the build of the AppHost has made of a project.</summary>
internal static class ProjectProgram
{
    /// <summary>The program's path; null where it lies elsewhere (an artifacts folder) or 'dotnet watch' is to build it.</summary>
    public static string? Find(IProjectMetadata project)
    {
        var assembly = typeof(ProjectProgram).Assembly;
        var configuration = assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var framework = new FrameworkName(assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName).Version;
        var name = Path.GetFileNameWithoutExtension(project.ProjectPath) + (OperatingSystem.IsWindows() ? ".exe" : "");
        var program = Path.Combine(Path.GetDirectoryName(project.ProjectPath)!, "bin", configuration, $"net{framework}", name);
        return File.Exists(program) && Environment.GetEnvironmentVariable("DOTNET_WATCH") is null ? program : null;
    }
}
