using Admin.Api.Dashboard.Likes;
using Admin.Api.Dashboard.Lists;

namespace Admin.Api.Dashboard.Products;

/// <summary>What the list shows, read from the address and from nothing else, so that an address can be kept and shared.</summary>
internal sealed class ProductFilter
{
    internal const int PageSize = 100;

    /// <summary>How many rows one page can have when all are asked for.</summary>
    internal const int MostAtOnce = LiveLikes.ProductsAtOnce;

    internal static readonly (string Value, string Label)[] LikeRanges =
    [
        ("0", Translatable("No likes")),
        ("1-9", Translatable("1 to 9 likes")),
        ("10-99", Translatable("10 to 99 likes")),
        ("100-", Translatable("100 likes and more")),
    ];

    internal static readonly (string Value, string Label)[] Ages =
    [
        ("today", Translatable("Updated today")),
        ("7", Translatable("Updated in 7 days")),
        ("30", Translatable("Updated in 30 days")),
        ("365", Translatable("Updated in a year")),
    ];

    private static readonly string[] SortKeys = ["id", "title", "likes", "updated"];

    internal string Search { get; private init; } = "";
    internal string Likes { get; private init; } = "";
    internal string Updated { get; private init; } = "";

    /// <summary>The year, month or day of the last change.</summary>
    internal Period? On { get; private init; }

    /// <summary>Deleted products instead of those that are there.</summary>
    internal bool Deleted { get; init; }

    /// <summary>Without keys the newest, by id, are first.</summary>
    internal SortOrder Sort { get; private init; } = new([]);

    internal int Page { get; private init; } = 1;

    /// <summary>Whether all rows are asked for on one page.</summary>
    internal bool AsksForAll { get; private init; }

    internal bool IsActive => Search.Length > 0 || Likes.Length > 0 || Updated.Length > 0 || On is not null;

    internal ProductFilter Unfiltered => new() { Deleted = Deleted };

    internal static ProductFilter Read(IQueryCollection query)
    {
        string Value(string name) => query[name].LastOrDefault()?.Trim() ?? "";
        string Known(string name, IEnumerable<string> known) => Value(name) is var value && known.Contains(value) ? value : "";

        return new ProductFilter
        {
            Search = Value("q") is { Length: <= 500 } search ? search : "",
            Likes = Known("likes", LikeRanges.Select(range => range.Value)),
            Updated = Known("updated", Ages.Select(age => age.Value)),
            On = Period.Parse(Value("on")),
            Deleted = Value("deleted") == "yes",
            Sort = SortOrder.Parse(Value(SortOrder.Name), SortKeys),
            AsksForAll = Value(PageLinks.Key) == PageLinks.AllPages,
            Page = int.TryParse(Value("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1,
        };
    }

    /// <summary>The rows that have all words, of the chosen period.</summary>
    internal IQueryable<ProductRow> Searched(AdminDbContext db, TimeZoneInfo zone)
    {
        var rows = Rows(db);
        if (On is { } on)
        {
            var (start, end) = (on.Start(zone), on.End(zone));
            rows = rows.Where(row => row.UpdatedAt >= start && row.UpdatedAt < end);
        }

        foreach (var word in Search.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(20))
        {
            rows = int.TryParse(word.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? rows.Where(row => row.Title.Contains(word) || row.Id == id)
                : rows.Where(row => row.Title.Contains(word));
        }

        return rows;
    }

    internal IQueryable<ProductRow> Apply(AdminDbContext db, DateTime utcNow, TimeZoneInfo zone)
    {
        var rows = Searched(db, zone);
        if (Likes.Length > 0)
        {
            var (from, to) = RangeOf(Likes);
            rows = rows.Where(row => row.Likes >= from && row.Likes <= to);
        }

        if (Updated.Length > 0)
        {
            var since = SinceOf(Updated, utcNow, zone);
            rows = rows.Where(row => row.UpdatedAt >= since);
        }

        return Ordered(rows);
    }

    /// <summary>The counts of a range, both ends among them.</summary>
    internal static (ulong From, ulong To) RangeOf(string likes)
    {
        var ends = likes.Split('-');
        var from = ulong.Parse(ends[0], CultureInfo.InvariantCulture);
        return (
            from,
            ends.Length == 1 ? from
            : ends[1].Length == 0 ? ulong.MaxValue
            : ulong.Parse(ends[1], CultureInfo.InvariantCulture)
        );
    }

    /// <summary>The UTC time at which an age begins.</summary>
    internal static DateTime SinceOf(string age, DateTime utcNow, TimeZoneInfo zone) =>
        age == "today" ? ZoneTime.DayOf(utcNow, zone) : utcNow.AddDays(-int.Parse(age, CultureInfo.InvariantCulture));

    /// <summary>The products it chooses from: those that are there, or the deleted ones; one row for each.</summary>
    internal IQueryable<ProductRow> Rows(AdminDbContext db) => Deleted ? DeletedOf(db) : PresentOf(db);

    private IQueryable<ProductRow> Ordered(IQueryable<ProductRow> rows)
    {
        var sorting = new Sorting<ProductRow>(rows);
        foreach (var (name, descending) in Sort.Keys.Select(key => (key.Name, key.Descending)))
        {
            switch (name)
            {
                case "title":
                    sorting.By(row => row.Title, descending);
                    break;
                case "likes":
                    sorting.By(row => row.Likes, descending);
                    break;
                case "updated":
                    sorting.By(row => row.UpdatedAt, descending);
                    break;
                default:
                    sorting.By(row => row.Id, descending);
                    break;
            }
        }

        // The default is the primary key, read backwards; after others it makes the order whole.
        if (Sort.Find("id") is null)
            sorting.By(row => row.Id, descending: Sort.IsDefault);
        return sorting.Rows;
    }

    private static IQueryable<ProductRow> PresentOf(AdminDbContext db) =>
        db
            .Products.AsNoTracking()
            .Select(product => new ProductRow
            {
                Id = product.Id,
                Title = product.Title,
                Image = product.Image,
                Likes = product.Likes,
                InitialLikes = product.InitialLikes,
                Version = product.Version,
                CreatedAt = product.CreatedAt,
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
                InitialLikes = entry.InitialLikes,
                Version = entry.Version,
                UpdatedAt = entry.ChangedAt,
            });
}
