using System.Security.Claims;
using Admin.Api.Dashboard.Access;
using Admin.Data.Lists;

namespace Admin.Api.Dashboard.Lists;

/// <summary>What a person has made of a list: its saved filters, drawn by <c>_Saved</c>, and its columns.</summary>
/// <param name="Current">The filter that the list shows now; empty for none.</param>
internal sealed record ListView(FilteredList List, IReadOnlyList<SavedFilter> Saved, IReadOnlySet<string> Columns, string Current)
{
    internal static async Task<ListView> ReadAsync(
        SavedFilters saved,
        FilteredList list,
        ClaimsPrincipal user,
        IQueryCollection query,
        CancellationToken cancellationToken
    ) =>
        new(
            list,
            await saved.ListAsync(user.Id(), list.Key, cancellationToken),
            list.Chosen(list.Columns.Count == 0 ? null : await saved.FindColumnsAsync(user.Id(), list.Key, cancellationToken)),
            list.Canonical(query)
        );

    internal bool Has(string column) => Columns.Contains(column);

    /// <summary>Whether the list shows this filter now.</summary>
    internal bool IsShown(SavedFilter filter) => List.Canonical(filter.Query) == Current;

    internal bool MaySave => Current.Length > 0 && !Saved.Any(IsShown);
}
