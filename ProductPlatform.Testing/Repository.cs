using System.Reflection;

namespace ProductPlatform.Testing;

/// <summary>Where the files lie that a person works with.</summary>
internal static class Repository
{
    public static string AppHost => Projects.ProductPlatform_AppHost.ProjectPath;

    public static string Root => Path.GetFullPath(Path.Combine(AppHost, ".."));

    /// <summary>The AppHost as these tests were built with it.</summary>
    public static string AppHostProgram => Path.Combine(
        AppHost, "bin", typeof(Repository).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration, "net10.0", "ProductPlatform.AppHost.dll");
}
