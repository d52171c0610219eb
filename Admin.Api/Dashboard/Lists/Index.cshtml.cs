using Admin.Api.Dashboard.Access;
using Admin.Data.Lists;

namespace Admin.Api.Dashboard.Lists;

/// <summary>A person's own filters and columns of the lists. Filters show nothing that their list would not, so no permission guards
/// them.</summary>
internal sealed class IndexModel(SavedFilters saved) : PageModel
{
    internal IReadOnlyList<SavedFilter> Filters { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Filters = await saved.ListAsync(User.Id(), list: null, cancellationToken);

    /// <param name="list">The list's key.</param>
    /// <param name="filter">The query of the list's address.</param>
    public async Task<IActionResult> OnPostSaveAsync(string? list, string? name, string? filter, CancellationToken cancellationToken)
    {
        if (FilteredList.Find(list) is not { } known)
            return NotFound();

        var query = known.Canonical(filter);
        var fault =
            query.Length == 0 ? T("Search or sort first, then save what is shown.")
            : query.Length > SavedFilter.QueryLength ? T("This filter is too long to be saved.")
            : null;
        if (fault is not null)
            TempData.Add(Flash.Warn(fault));
        else if (Checked(name) is { } good)
            Say(await saved.SaveAsync(User.Id(), known.Key, good, query, cancellationToken), good);
        return LocalRedirect(Url.Page(known.Page) + (Addresses.FitsHeader(query) ? query : ""));
    }

    public async Task<IActionResult> OnPostRenameAsync(int id, string? name, CancellationToken cancellationToken)
    {
        if (Checked(name) is { } good)
            Say(await saved.RenameAsync(User.Id(), id, good, cancellationToken), good);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostDeleteAsync(int id, CancellationToken cancellationToken)
    {
        TempData.Add(await saved.DeleteAsync(User.Id(), id, cancellationToken) ? Flash.Done(T("The filter was deleted.")) : Gone);
        return RedirectToPage();
    }

    /// <param name="column">The keys of the columns to show beside what is always shown.</param>
    /// <param name="back">The query of the list to go back to.</param>
    public async Task<IActionResult> OnPostColumnsAsync(
        string? list,
        List<string> column,
        string? back,
        CancellationToken cancellationToken
    )
    {
        if (FilteredList.Find(list) is not { Columns.Count: > 0 } known)
            return NotFound();

        await saved.SetColumnsAsync(
            User.Id(),
            known.Key,
            known.Columns.Select(found => found.Key).Where(column.Contains),
            cancellationToken
        );
        var query = known.Canonical(back);
        return LocalRedirect(Url.Page(known.Page) + (Addresses.FitsHeader(query) ? query : ""));
    }

    private static Flash Gone => Flash.Warn(T("That filter had been deleted already."));

    /// <summary>The name without white space around it; null, with a message, when it is none.</summary>
    private string? Checked(string? name)
    {
        var trimmed = name?.Trim() ?? "";
        var fault =
            trimmed.Length == 0 ? T("Give the filter a name.")
            : trimmed.Length > SavedFilter.NameLength
                ? T("The name is too long: {0} of {1} characters.", trimmed.Length, SavedFilter.NameLength)
            : trimmed.Any(char.IsControl) ? T("The name has characters that cannot be saved.")
            : null;
        if (fault is null)
            return trimmed;

        TempData.Add(Flash.Warn(fault));
        return null;
    }

    private void Say(SavedFilterOutcome outcome, string name) =>
        TempData.Add(
            outcome switch
            {
                SavedFilterOutcome.Added => Flash.Named(FlashKind.Success, T("The filter {0} was saved."), name, null),
                SavedFilterOutcome.Replaced => Flash.Named(FlashKind.Success, T("The filter {0} was replaced."), name, null),
                SavedFilterOutcome.Renamed => Flash.Named(FlashKind.Success, T("The filter is now {0}."), name, null),
                SavedFilterOutcome.NameTaken => Flash.Named(FlashKind.Warning, T("You have another filter {0} of this list."), name, null),
                SavedFilterOutcome.TooMany => Flash.Warn(T("You have {0} filters. Delete one first.", SavedFilters.MostPerUser)),
                _ => Gone,
            }
        );
}
