using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Admin.Api.Dashboard.Shared;

internal sealed record Crumb(string Text, string? Url);

internal static class Heading
{
    private const string TitleKey = "Title";
    private const string TrailKey = "Trail";

    /// <summary>Sets the page's title and the steps between the index and the page; the page itself is added as the last.</summary>
    internal static void Head(this ViewDataDictionary view, string title, params Crumb[] trail)
    {
        view[TitleKey] = title;
        view[TrailKey] = trail;
    }

    internal static string Title(this ViewDataDictionary view) => view[TitleKey] as string ?? "";

    internal static IReadOnlyList<Crumb> Trail(this ViewDataDictionary view) => view[TrailKey] as Crumb[] ?? [];
}
