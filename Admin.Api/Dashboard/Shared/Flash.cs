using System.Text.Json;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Admin.Api.Dashboard.Shared;

internal enum FlashKind
{
    Success,
    Warning,
    Error,
}

/// <summary>
/// A message for the next page that is shown: "The product <c>Name</c> was changed." The name links the object where it
/// has a page, and what can be undone says how.
/// </summary>
/// <param name="UndoUrl">The address to post to in order to undo it.</param>
internal sealed record Flash(
    FlashKind Kind,
    string Before,
    string? Name = null,
    string? Url = null,
    string? After = null,
    string? UndoUrl = null
)
{
    internal string KindName => Kind.ToString().ToLowerInvariant();

    /// <summary>A message with a name in it.</summary>
    /// <param name="sentence">The translated sentence, with <c>{0}</c> in the place of the name.</param>
    internal static Flash Named(FlashKind kind, string sentence, string name, string? url, string? undoUrl = null)
    {
        var parts = sentence.Split("{0}", 2);
        return new(kind, parts[0], name, url, parts[1], undoUrl);
    }

    internal static Flash Done(string text) => new(FlashKind.Success, text);

    internal static Flash Warn(string text) => new(FlashKind.Warning, text);

    internal static Flash Fail(string text) => new(FlashKind.Error, text);
}

internal static class Flashes
{
    private const string Key = "flash";

    internal static void Add(this ITempDataDictionary data, Flash flash) =>
        data[Key] = JsonSerializer.Serialize(Parse(data.Peek(Key)).Append(flash));

    /// <summary>Takes the messages: they are shown once.</summary>
    internal static IReadOnlyList<Flash> Take(this ITempDataDictionary data) => Parse(data[Key]);

    private static List<Flash> Parse(object? stored) => stored is string json ? JsonSerializer.Deserialize<List<Flash>>(json) ?? [] : [];
}

internal static class MissingObjects
{
    /// <summary>Leads from the page of an object that is not there to its list, which says so.</summary>
    internal static RedirectToPageResult Missing(this PageModel page, string list, string sentence)
    {
        page.TempData.Add(Flash.Warn(sentence));
        return page.RedirectToPage(list);
    }
}
