using System.Linq.Expressions;

namespace Admin.Api.Dashboard.Shared;

/// <summary>One of the keys that a list is sorted by.</summary>
internal readonly record struct SortKey(string Name, bool Descending)
{
    public override string ToString() => (Descending ? "-" : "") + Name;
}

/// <summary>By what a list is sorted: the query's <c>sort</c> has the keys, separated by commas, the weightiest first, each with a minus
/// when descending.</summary>
internal sealed record SortOrder(IReadOnlyList<SortKey> Keys)
{
    internal const string Name = "sort";
    private const int MostKeys = 3;

    /// <summary>Unknown keys are left out; without any the order is the list's own, which has no keys.</summary>
    internal static SortOrder Parse(string text, IReadOnlyCollection<string> known) =>
        new([
            .. text.Split(',', StringSplitOptions.TrimEntries)
                .Select(key => new SortKey(key.TrimStart('-'), key.StartsWith('-')))
                .Where(key => known.Contains(key.Name))
                .DistinctBy(key => key.Name)
                .Take(MostKeys),
        ]);

    internal bool IsDefault => Keys.Count == 0;

    /// <summary>The place of a column among the keys, from 1; 0 when it is none of them.</summary>
    internal int PlaceOf(string column) => Keys.Select(key => key.Name).ToList().IndexOf(column) + 1;

    internal SortKey? Find(string column) => PlaceOf(column) is > 0 and var place ? Keys[place - 1] : null;

    /// <summary>The order after a click on a column's head: by that column first, and by what it was sorted by before within it. The first
    /// column turns round.</summary>
    internal SortOrder By(string column, bool descendingFirst)
    {
        var next = PlaceOf(column) == 1 ? !Keys[0].Descending : descendingFirst;
        return new([new SortKey(column, next), .. Keys.Where(key => key.Name != column).Take(MostKeys - 1)]);
    }

    public override string ToString() => string.Join(',', Keys);
}

/// <summary>Sorts rows by one key after the other.</summary>
internal sealed class Sorting<T>(IQueryable<T> rows)
{
    private IOrderedQueryable<T>? _sorted;

    internal IQueryable<T> Rows => _sorted ?? rows;

    internal void By<TKey>(Expression<Func<T, TKey>> key, bool descending = false) =>
        _sorted = (_sorted, descending) switch
        {
            (null, false) => rows.OrderBy(key),
            (null, true) => rows.OrderByDescending(key),
            (_, false) => _sorted.ThenBy(key),
            _ => _sorted.ThenByDescending(key),
        };
}

/// <summary>The head of a sortable column, drawn by <c>_Sort</c>.</summary>
internal sealed record SortLink(string Key, string Label, SortOrder Order, bool DescendingFirst = false)
{
    private SortKey? Current => Order.Find(Key);

    internal bool Ascending => Current is { Descending: false };

    internal bool Descending => Current is { Descending: true };

    /// <summary>Its place among several keys; null where there is no other.</summary>
    internal int? Place => Order.Keys.Count > 1 && Order.PlaceOf(Key) is > 0 and var place ? place : null;

    /// <summary>The value of <c>aria-sort</c>, which one column at a time may have: the first.</summary>
    internal static string? State(string column, SortOrder order) =>
        order.PlaceOf(column) != 1 ? null
        : order.Keys[0].Descending ? "descending"
        : "ascending";

    internal string Next => Order.By(Key, DescendingFirst).ToString();
}
