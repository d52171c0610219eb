using Admin.Api.Dashboard.Lists;
using Admin.Data.Lists;

namespace Admin.Api.Dashboard.Products;

[Authorize(Policy = Permissions.Products.View)]
internal sealed class IndexModel(AdminDbContext db, SavedFilters saved, TimeProvider time) : PageModel
{
    internal ProductFilter Filter { get; private set; } = new();
    internal ListView View { get; private set; } = null!;
    internal IReadOnlyList<ProductRow> Rows { get; private set; } = [];
    internal int Total { get; private set; }
    internal int? All { get; private set; }

    /// <summary>Null where there are too many products to count them for each choice.</summary>
    internal ProductFacets? Facets { get; private set; }

    /// <summary>Null where there are too many products to count them by date.</summary>
    internal DateLevels? Dates { get; private set; }

    /// <summary>How many products are deleted; asked only when there are no others.</summary>
    internal int DeletedCount { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Filter = ProductFilter.Read(Request.Query);
        View = await ListView.ReadAsync(saved, FilteredList.Products, User, Request.Query, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var found = Filter.Apply(db, now, HttpContext.Zone());
        var all = await Filter.Unfiltered.Rows(db).CountAsync(cancellationToken);
        // The rows of a search are read once: by the counts of its choices, or by the count of all where those are too many.
        var isCounted = Filter.Search.Length > 0 || all <= ProductFacets.MostRows;
        Facets = isCounted ? await ProductFacets.CountAsync(db, Filter, now, HttpContext.Zone(), cancellationToken) : null;
        Dates = Facets is null
            ? null
            : await DateLevels.CountAsync(
                found.Select(row => row.UpdatedAt),
                Filter.On,
                HttpContext.Zone(),
                DateAddress,
                cancellationToken
            );
        All = Filter.IsActive ? all : null;
        Total = Facets?.Total ?? (Filter.IsActive ? await found.CountAsync(cancellationToken) : all);
        Rows = await found.Skip((CurrentPage - 1) * Size).Take(Size).ToListAsync(cancellationToken);
        var deleted = new ProductFilter { Deleted = true };
        if (Total == 0 && !Filter.IsActive && !Filter.Deleted)
            DeletedCount = await deleted.Rows(db).CountAsync(cancellationToken);
    }

    internal int CurrentPage => Math.Min(Filter.Page, PageLinks.CountPages(Total, Size));

    internal PageLinks Links => new(CurrentPage, Size, Total, HowMany) { AllUpTo = ProductFilter.MostAtOnce };

    private string HowMany =>
        (Filter.Deleted, All) switch
        {
            (true, { } all) => Counted(all, "{1} of {0} deleted product", "{1} of {0} deleted products", Times.Count(Total)),
            (true, null) => Counted(Total, "{0} deleted product", "{0} deleted products"),
            (false, { } all) => Counted(all, "{1} of {0} product", "{1} of {0} products", Times.Count(Total)),
            (false, null) => Counted(Total, "{0} product", "{0} products"),
        };

    private int Size => Filter.AsksForAll && Total <= ProductFilter.MostAtOnce ? ProductFilter.MostAtOnce : ProductFilter.PageSize;

    private string DateAddress(Period? period) => Request.With(("on", period?.ToString()), (PageLinks.Key, null));

    internal string Address(int id) =>
        Url.Page("/Products/Change", new { id, list = Request.QueryString.HasValue ? Request.QueryString.Value : null })!;
}
