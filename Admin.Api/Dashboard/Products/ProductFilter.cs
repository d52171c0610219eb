namespace Admin.Api.Dashboard.Products;

/// <summary>What the list shows, read from the address and from nothing else, so that an address can be kept and shared.</summary>
internal sealed class ProductFilter
{
    internal const int PageSize = 100;

    internal static readonly (string Value, string Label)[] LikeRanges =
    [
        ("0", "No likes"),
        ("1-9", "1 to 9 likes"),
        ("10-99", "10 to 99 likes"),
        ("100-", "100 likes and more"),
    ];

    internal static readonly (string Value, string Label)[] Ages =
    [
        ("today", "Updated today"),
        ("7", "Updated in 7 days"),
        ("30", "Updated in 30 days"),
        ("365", "Updated in a year"),
    ];

    internal static readonly string[] SortKeys = ["id", "title", "likes", "updated"];

    internal string Search { get; private init; } = "";
    internal string Likes { get; private init; } = "";
    internal string Updated { get; private init; } = "";

    /// <summary>Deleted products instead of those that are there.</summary>
    internal bool Deleted { get; private init; }

    internal string Sort { get; private init; } = "-id";
    internal int Page { get; private init; } = 1;

    internal bool IsActive => Search.Length > 0 || Likes.Length > 0 || Updated.Length > 0;

    internal ProductFilter Unfiltered => new() { Deleted = Deleted };

    internal static ProductFilter Read(IQueryCollection query)
    {
        string Value(string name) => query[name].LastOrDefault()?.Trim() ?? "";
        string Known(string name, IEnumerable<string> known) => Value(name) is var value && known.Contains(value) ? value : "";

        var sort = Value("sort");
        return new ProductFilter
        {
            Search = Value("q") is { Length: <= 500 } search ? search : "",
            Likes = Known("likes", LikeRanges.Select(range => range.Value)),
            Updated = Known("updated", Ages.Select(age => age.Value)),
            Deleted = Value("deleted") == "yes",
            Sort = SortKeys.Contains(sort.TrimStart('-')) ? sort : "-id",
            Page = int.TryParse(Value("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1,
        };
    }

    internal IQueryable<ProductRow> Apply(AdminDbContext db, DateTime utcNow, TimeZoneInfo zone)
    {
        var rows = Rows(db);
        foreach (var word in Search.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(20))
        {
            rows = int.TryParse(word.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? rows.Where(row => row.Title.Contains(word) || row.Id == id)
                : rows.Where(row => row.Title.Contains(word));
        }

        if (Likes.Length > 0)
        {
            var ends = Likes.Split('-');
            var from = ulong.Parse(ends[0], CultureInfo.InvariantCulture);
            var to =
                ends.Length == 1 ? from
                : ends[1].Length == 0 ? ulong.MaxValue
                : ulong.Parse(ends[1], CultureInfo.InvariantCulture);
            rows = rows.Where(row => row.Likes >= from && row.Likes <= to);
        }

        if (Updated.Length > 0)
        {
            var since =
                Updated == "today" ? ZoneTime.DayOf(utcNow, zone) : utcNow.AddDays(-int.Parse(Updated, CultureInfo.InvariantCulture));
            rows = rows.Where(row => row.UpdatedAt >= since);
        }

        return Ordered(rows);
    }

    /// <summary>The products it chooses from: those that are there, or the deleted ones; one row for each.</summary>
    internal IQueryable<ProductRow> Rows(AdminDbContext db) => Deleted ? DeletedOf(db) : PresentOf(db);

    private IQueryable<ProductRow> Ordered(IQueryable<ProductRow> rows) =>
        Sort switch
        {
            "id" => rows.OrderBy(row => row.Id),
            "title" => rows.OrderBy(row => row.Title).ThenBy(row => row.Id),
            "-title" => rows.OrderByDescending(row => row.Title).ThenBy(row => row.Id),
            "likes" => rows.OrderBy(row => row.Likes).ThenBy(row => row.Id),
            "-likes" => rows.OrderByDescending(row => row.Likes).ThenBy(row => row.Id),
            "updated" => rows.OrderBy(row => row.UpdatedAt).ThenBy(row => row.Id),
            "-updated" => rows.OrderByDescending(row => row.UpdatedAt).ThenBy(row => row.Id),
            _ => rows.OrderByDescending(row => row.Id),
        };

    private static IQueryable<ProductRow> PresentOf(AdminDbContext db) =>
        db
            .Products.AsNoTracking()
            .Select(product => new ProductRow
            {
                Id = product.Id,
                Title = product.Title,
                Image = product.Image,
                Likes = product.Likes,
                UpdatedAt = product.UpdatedAt,
            });

    /// <summary>Products whose history ends with their deletion.</summary>
    private static IQueryable<ProductRow> DeletedOf(AdminDbContext db) =>
        db
            .ProductHistory.AsNoTracking()
            .Where(entry =>
                entry.Kind == RevisionKind.Deleted
                && !db.ProductHistory.Any(later => later.ProductId == entry.ProductId && later.Version > entry.Version)
            )
            .Select(entry => new ProductRow
            {
                Id = entry.ProductId,
                Title = entry.Title,
                Image = entry.Image,
                Likes = entry.Likes,
                UpdatedAt = entry.ChangedAt,
            });
}
