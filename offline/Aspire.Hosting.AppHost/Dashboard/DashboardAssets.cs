using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Dashboard;

/// <summary>The style sheet, the script and the icon, from this assembly.</summary>
internal static class DashboardAssets
{
    private static readonly Dictionary<string, string> Types = new()
    {
        ["dashboard.css"] = "text/css; charset=utf-8",
        ["dashboard.js"] = "text/javascript; charset=utf-8",
        ["icon.svg"] = "image/svg+xml",
    };

    public static IResult Get(string file) => Types.TryGetValue(file, out var type)
        ? Results.Stream(typeof(DashboardAssets).Assembly.GetManifestResourceStream($"dashboard/{file}")!, type)
        : Results.NotFound();
}
