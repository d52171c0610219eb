using Admin.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Admin.Api.Dashboard.Products;

/// <summary>The rows that a bulk action is about: those ticked, or everything that the filter finds, on all pages.</summary>
internal sealed class Selection
{
    [FromForm(Name = "id")]
    public List<int> Ids { get; set; } = [];

    [FromForm(Name = "everything")]
    public bool Everything { get; set; }

    /// <summary>The list's query.</summary>
    [FromForm(Name = "filter")]
    public string? Filter { get; set; }

    internal ProductFilter Parsed => ProductFilter.Read(new QueryCollection(QueryHelpers.ParseQuery(Filter)));

    internal async Task<IReadOnlyList<int>> FindAsync(AdminDbContext db, DateTime utcNow, TimeZoneInfo zone, CancellationToken cancellation) =>
        Everything
            ? await Parsed.Apply(db, utcNow, zone).Select(row => row.Id).ToListAsync(cancellation)
            : [.. Ids.Distinct()];
}
