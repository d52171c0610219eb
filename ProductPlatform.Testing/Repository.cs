using System.Reflection;
using System.Text.RegularExpressions;

namespace ProductPlatform.Testing;

/// <summary>Where the files lie that a person works with.</summary>
internal static partial class Repository
{
    public static string AppHost => Projects.ProductPlatform_AppHost.ProjectPath;

    public static string Root => Path.GetFullPath(Path.Combine(AppHost, ".."));

    /// <summary>The files that people write, as full paths.</summary>
    public static IEnumerable<string> Files(string pattern) =>
        Directory
            .EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
            .Where(file => !Generated().IsMatch(Path.GetRelativePath(Root, file)));

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

    [GeneratedRegex(@"(^|/)(bin|obj|artifacts|node_modules|\.\w+)/")]
    private static partial Regex Generated();
}
