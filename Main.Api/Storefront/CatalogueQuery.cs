using Microsoft.AspNetCore.Http.Extensions;

namespace Main.Api.Storefront;

/// <summary>The order of products in the shop.</summary>
internal enum Sorting
{
    Newest,
    MostLiked,
}

/// <summary>What a visitor looks at; the address says all of it.</summary>
internal sealed record CatalogueQuery(string Search, Sorting Sort, int Page)
{
    private const string MostLikedKey = "likes";
    private const int MaxSearchLength = 200;
    private const int MaxWords = 10;

    internal string SortKey => Sort == Sorting.MostLiked ? MostLikedKey : "";

    internal IEnumerable<string> Words =>
        Search.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MaxWords);

    /// <summary>A text that is too long for any title, and for an address, is no search; an unknown order is the usual one.</summary>
    internal static CatalogueQuery From(string? search, string? sort, int page) =>
        new(
            search?.Trim() is { Length: <= MaxSearchLength } text ? text : "",
            sort == MostLikedKey ? Sorting.MostLiked : Sorting.Newest,
            page
        );

    /// <summary>The address; also of a product on the page, which was just liked there.</summary>
    internal string Address(int? product = null)
    {
        var query = new QueryBuilder();
        if (Search.Length > 0)
            query.Add("q", Search);
        if (SortKey.Length > 0)
            query.Add("sort", SortKey);
        if (Page > 1)
            query.Add("page", Page.ToString(CultureInfo.InvariantCulture));
        return "/" + query.ToQueryString() + (product is { } id ? string.Create(CultureInfo.InvariantCulture, $"#p{id}") : "");
    }
}
