using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace Admin.Api.Dashboard.Lists;

/// <param name="Key">How the database names it.</param>
/// <param name="IsStandard">Whether everyone sees it who has chosen nothing.</param>
internal sealed record ListColumn(string Key, string Label, bool IsStandard = true);

/// <summary>A list whose filters can be saved under names, and whose columns can be chosen.</summary>
/// <param name="Key">How the database and forms name it.</param>
/// <param name="Page">The Razor page.</param>
/// <param name="View">The permission to see it.</param>
/// <param name="Names">What of its address makes a filter, in the order in which it is written; not the page that one is on.</param>
internal sealed record FilteredList(string Key, string Name, string Page, string View, string[] Names, IReadOnlyList<ListColumn> Columns)
{
    internal static readonly FilteredList Products = new(
        "products",
        Translatable("Products"),
        "/Products/Index",
        Permissions.Products.View,
        ["q", "likes", "updated", "on", "deleted", SortOrder.Name],
        [
            new("picture", Translatable("Picture")),
            new("id", Translatable("ID")),
            new("likes", Translatable("Likes")),
            new("initial", Translatable("Initial likes"), IsStandard: false),
            new("version", Translatable("Version"), IsStandard: false),
            new("created", Translatable("Created"), IsStandard: false),
            new("updated", Translatable("Updated")),
        ]
    );

    internal static readonly FilteredList Users = new(
        "users",
        Translatable("Users"),
        "/Users/Index",
        Permissions.Users.View,
        ["q", "kind", "group", "on", SortOrder.Name],
        [
            new("name", Translatable("Name")),
            new("email", Translatable("Email address")),
            new("kind", Translatable("Kind")),
            new("login", Translatable("Last sign-in")),
            new("joined", Translatable("Joined"), IsStandard: false),
        ]
    );

    internal static readonly FilteredList Changes = new(
        "changes",
        Translatable("Changes"),
        "/Audit/Changes",
        Permissions.Changes.View,
        ["q", "who", "kind", "from", "to", "product", "subject"],
        []
    );

    internal static readonly IReadOnlyList<FilteredList> All = [Products, Users, Changes];

    internal static FilteredList? Find(string? key) => All.FirstOrDefault(list => list.Key == key);

    /// <summary>The query's filter in one way of writing it, so that two can be compared; empty when it has none.</summary>
    internal string Canonical(IQueryCollection query)
    {
        var written = new QueryBuilder();
        foreach (var name in Names)
        {
            if (query[name].LastOrDefault()?.Trim() is { Length: > 0 } value)
                written.Add(name, value);
        }

        return written.ToQueryString().Value ?? "";
    }

    internal string Canonical(string? query) => Canonical(new QueryCollection(QueryHelpers.ParseQuery(query)));

    /// <summary>Those of the keys that are columns; without a choice the standard ones.</summary>
    internal IReadOnlySet<string> Chosen(IReadOnlyList<string>? keys) =>
        Columns
            .Where(column => keys?.Contains(column.Key) ?? column.IsStandard)
            .Select(column => column.Key)
            .ToHashSet(StringComparer.Ordinal);
}
