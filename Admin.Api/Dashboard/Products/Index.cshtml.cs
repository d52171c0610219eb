using Admin.Api.Auth;
using Admin.Api.Dashboard.Shared;
using Admin.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Admin.Api.Dashboard.Products;

/// <summary>The list of products.</summary>
[Authorize(Policy = Permissions.Products.View)]
internal sealed class IndexModel(AdminDbContext db, TimeProvider time) : PageModel
{
    internal ProductFilter Filter { get; private set; } = new();

    internal IReadOnlyList<ProductRow> Rows { get; private set; } = [];

    internal int Total { get; private set; }

    internal int? All { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Filter = ProductFilter.Read(Request.Query);
        var found = Filter.Apply(db, time.GetUtcNow().UtcDateTime, HttpContext.Zone());
        Total = await found.CountAsync(cancellation);
        All = Filter.IsActive ? await Filter.Unfiltered.Apply(db, time.GetUtcNow().UtcDateTime, HttpContext.Zone()).CountAsync(cancellation) : null;
        Rows = await found.Skip((CurrentPage - 1) * ProductFilter.PageSize).Take(ProductFilter.PageSize).ToListAsync(cancellation);
    }

    /// <summary>A page beyond the end is the last one.</summary>
    internal int CurrentPage => Math.Min(Filter.Page, Links(1).Last);

    internal PageLinks Links(int current) =>
        Filter.Deleted
            ? new(current, ProductFilter.PageSize, Total, "deleted product", "deleted products") { OutOf = All }
            : new(current, ProductFilter.PageSize, Total, "product", "products") { OutOf = All };

    /// <summary>The address of a product, which remembers the list that one came from.</summary>
    internal string Address(int id) => Url.Page("/Products/Change", new { id, list = Request.QueryString.HasValue ? Request.QueryString.Value : null })!;
}
