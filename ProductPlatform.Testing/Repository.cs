using System.Reflection;

namespace ProductPlatform.Testing;

/// <summary>Where the files lie that a person works with.</summary>
internal static class Repository
{
    public static string AppHost => Projects.ProductPlatform_AppHost.ProjectPath;

    public static string Root => Path.GetFullPath(Path.Combine(AppHost, ".."));

    /// <summary>A project's program as it was built together with this library.</summary>
    public static string Program(string project) =>
        Path.Combine(
            Root,
            project,
            "bin",
            typeof(Repository).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration,
            "net10.0",
            $"{project}.dll"
        );
}
