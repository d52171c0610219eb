namespace Admin.Api.Dashboard.Products;

[Authorize(Policy = Permissions.Products.View)]
internal sealed class IndexModel(AdminDbContext db, TimeProvider time) : PageModel
{
    internal ProductFilter Filter { get; private set; } = new();
    internal IReadOnlyList<ProductRow> Rows { get; private set; } = [];
    internal int Total { get; private set; }
    internal int? All { get; private set; }

    /// <summary>Whether there are deleted products; asked only when there are no others.</summary>
    internal bool DeletedAny { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Filter = ProductFilter.Read(Request.Query);
        var found = Filter.Apply(db, time.GetUtcNow().UtcDateTime, HttpContext.Zone());
        Total = await found.CountAsync(cancellationToken);
        All = Filter.IsActive
            ? await Filter.Unfiltered.Apply(db, time.GetUtcNow().UtcDateTime, HttpContext.Zone()).CountAsync(cancellationToken)
            : null;
        Rows = await found.Skip((CurrentPage - 1) * ProductFilter.PageSize).Take(ProductFilter.PageSize).ToListAsync(cancellationToken);
        DeletedAny =
            Total == 0
            && !Filter.IsActive
            && await db.ProductHistory.AnyAsync(entry => entry.Kind == RevisionKind.Deleted, cancellationToken);
    }

    internal int CurrentPage => Math.Min(Filter.Page, Links(1).Last);

    internal PageLinks Links(int current) =>
        Filter.Deleted
            ? new(current, ProductFilter.PageSize, Total, "deleted product", "deleted products") { OutOf = All }
            : new(current, ProductFilter.PageSize, Total, "product", "products") { OutOf = All };

    internal string Address(int id) =>
        Url.Page("/Products/Change", new { id, list = Request.QueryString.HasValue ? Request.QueryString.Value : null })!;
}
