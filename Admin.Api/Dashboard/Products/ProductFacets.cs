namespace Admin.Api.Dashboard.Products;

/// <summary>How many products of the present search each choice of a filter would leave; the other filter stays as it is.</summary>
/// <param name="Total">How many the filters leave as they are.</param>
internal sealed record ProductFacets(int Total, IReadOnlyDictionary<string, int> Likes, IReadOnlyDictionary<string, int> Updated)
{
    /// <summary>With more products than this in the search, counting would take longer than the list itself.</summary>
    internal const int MostRows = 100_000;

    /// <summary>One query over the rows of the search; null when there are more than <see cref="MostRows"/>.</summary>
    internal static async Task<ProductFacets?> CountAsync(
        AdminDbContext db,
        ProductFilter filter,
        DateTime utcNow,
        TimeZoneInfo zone,
        CancellationToken cancellationToken
    )
    {
        var (from, to) = filter.Likes.Length > 0 ? ProductFilter.RangeOf(filter.Likes) : (0UL, ulong.MaxValue);
        var since = filter.Updated.Length > 0 ? ProductFilter.SinceOf(filter.Updated, utcNow, zone) : DateTime.UnixEpoch;
        var ages = ProductFilter.Ages.Select(age => ProductFilter.SinceOf(age.Value, utcNow, zone)).ToArray();
        var (today, week, month, year) = (ages[0], ages[1], ages[2], ages[3]);
        var counts = await filter
            .Searched(db, zone)
            .Select(row => new { row.Likes, row.UpdatedAt })
            .Take(MostRows + 1)
            .GroupBy(row => 1)
            .Select(rows => new
            {
                Rows = rows.Count(),
                Total = rows.Count(row => row.Likes >= from && row.Likes <= to && row.UpdatedAt >= since),
                None = rows.Count(row => row.Likes == 0 && row.UpdatedAt >= since),
                Few = rows.Count(row => row.Likes >= 1 && row.Likes <= 9 && row.UpdatedAt >= since),
                Some = rows.Count(row => row.Likes >= 10 && row.Likes <= 99 && row.UpdatedAt >= since),
                Many = rows.Count(row => row.Likes >= 100 && row.UpdatedAt >= since),
                Today = rows.Count(row => row.UpdatedAt >= today && row.Likes >= from && row.Likes <= to),
                Week = rows.Count(row => row.UpdatedAt >= week && row.Likes >= from && row.Likes <= to),
                Month = rows.Count(row => row.UpdatedAt >= month && row.Likes >= from && row.Likes <= to),
                Year = rows.Count(row => row.UpdatedAt >= year && row.Likes >= from && row.Likes <= to),
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (counts?.Rows > MostRows)
            return null;

        return new ProductFacets(
            counts?.Total ?? 0,
            Pair(ProductFilter.LikeRanges, counts?.None, counts?.Few, counts?.Some, counts?.Many),
            Pair(ProductFilter.Ages, counts?.Today, counts?.Week, counts?.Month, counts?.Year)
        );
    }

    private static Dictionary<string, int> Pair((string Value, string Label)[] choices, params int?[] counts) =>
        choices.Zip(counts).ToDictionary(pair => pair.First.Value, pair => pair.Second ?? 0);
}
