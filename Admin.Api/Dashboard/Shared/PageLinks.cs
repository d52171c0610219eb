namespace Admin.Api.Dashboard.Shared;

/// <summary>Where one is in a long list, drawn by <c>_Pages</c>; the page's number is the query's <c>page</c>.</summary>
/// <param name="Text">How many there are, in words.</param>
internal sealed record PageLinks(int Current, int Size, int Total, string Text)
{
    internal const string Key = "page";
    private const int Near = 2;

    /// <summary>Up to how many rows there is a link to all of them on one page; 0 for none.</summary>
    public int AllUpTo { get; init; }

    internal const string AllPages = "all";

    internal bool CanShowAll => Last > 1 && Total <= AllUpTo;

    /// <summary>Whether all of them are on this page though they would fill several.</summary>
    internal bool ShowsAll => Size == AllUpTo;

    internal int Last => CountPages(Total, Size);

    internal static int CountPages(int rows, int size) => Math.Max(1, (rows + size - 1) / size);

    /// <summary>The pages worth a link: both ends and those around this one; null stands for those left out.</summary>
    internal IEnumerable<int?> Shown()
    {
        var before = 0;
        foreach (var page in Enumerable.Range(1, Last).Where(page => page == 1 || page == Last || Math.Abs(page - Current) <= Near))
        {
            if (page > before + 1)
                yield return null;
            yield return before = page;
        }
    }
}
