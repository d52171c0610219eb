using Microsoft.AspNetCore.WebUtilities;

namespace Admin.Api.Dashboard.Products;

/// <summary>The rows that a bulk action is about: those ticked, or everything that the filter finds, on all pages.</summary>
internal sealed class Selection
{
    [FromForm(Name = "id")]
    public List<int> Ids { get; set; } = [];

    [FromForm(Name = "everything")]
    public bool Everything { get; set; }

    [FromForm(Name = "filter")]
    public string? Filter { get; set; }

    internal ProductFilter Parsed => ProductFilter.Read(new QueryCollection(QueryHelpers.ParseQuery(Filter)));

    internal async Task<IReadOnlyList<int>> FindAsync(
        AdminDbContext db,
        DateTime utcNow,
        TimeZoneInfo zone,
        CancellationToken cancellationToken
    ) => Everything ? await Parsed.Apply(db, utcNow, zone).Select(row => row.Id).ToListAsync(cancellationToken) : [.. Ids.Distinct()];
}
