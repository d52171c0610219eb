using Admin.Api.Dashboard.Access;

namespace Admin.Api.Dashboard.Products;

/// <summary>A page of the list with titles and pictures as fields. What was typed into a product that another user has changed meanwhile
/// comes back, beside the newer values; all other rows are saved.</summary>
[Authorize(Policy = Permissions.Products.Change)]
[KeepsForm]
internal sealed class EditListModel(AdminDbContext db, ProductBatches batches, TimeProvider time) : PageModel
{
    internal IReadOnlyList<ListRow> Rows { get; private set; } = [];

    /// <summary>The list that it leads back to.</summary>
    internal string Back => new ProductForm { List = Request.QueryString.Value }.ListAddress(Url);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var filter = ProductFilter.Read(Request.Query);
        if (filter.Deleted)
            return LocalRedirect(Back);

        var found = filter.Apply(db, time.GetUtcNow().UtcDateTime, HttpContext.Zone());
        var pages = PageLinks.CountPages(await found.CountAsync(cancellationToken), ProductFilter.PageSize);
        var page = Math.Min(filter.Page, pages);
        var products = await found
            .Skip((page - 1) * ProductFilter.PageSize)
            .Take(ProductFilter.PageSize)
            .Select(row => new ProductEdit(row.Id, row.Version, row.Title, row.Image))
            .ToListAsync(cancellationToken);
        Rows = [.. products.Select(ListRow.From)];
        return Rows.Count == 0 ? LocalRedirect(Back) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Rows = ListRow.Read(Request.Form, ProductFilter.PageSize);
        if (Rows.Count == 0)
            return LocalRedirect(Back);
        // Brought back after a sign-in: it is shown, and saved when the user says so.
        if (!ModelState.IsValid)
            return Page();

        var products = await ReadAsync(cancellationToken);
        Rows = [.. Rows.Select(row => row.Checked().Rebased(products.GetValueOrDefault(row.Id)))];
        var result = await batches.ChangeAsync(
            [
                .. Rows.Where(row => row.IsChanged && row.Errors.Count == 0 && products.ContainsKey(row.Id))
                    .Select(row => row.Edit(products[row.Id])),
            ],
            User.Name(),
            cancellationToken
        );
        Rows = await ReadAgainAsync(cancellationToken);
        var left = Rows.Count(row => row.IsLeft);
        if (result.Changed > 0)
        {
            TempData.Add(
                new Flash(
                    FlashKind.Success,
                    Counted(result.Changed, "{0} product was changed.", "{0} products were changed."),
                    UndoUrl: Url.Page("/Products/UndoChange", new { at = result.At.Ticks })
                )
            );
        }
        else if (left == 0)
        {
            TempData.Add(Flash.Warn(T("Nothing was changed.")));
        }

        if (left == 0)
            return LocalRedirect(Back);

        if (Rows.Any(row => row.Overtaker is not null || row.IsGone))
            Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    /// <summary>The rows' products as they are now.</summary>
    private Task<Dictionary<int, ProductEdit>> ReadAsync(CancellationToken cancellationToken)
    {
        var ids = Rows.Select(row => row.Id).ToList();
        return db
            .Products.AsNoTracking()
            .Where(product => ids.Contains(product.Id))
            .Select(product => new ProductEdit(product.Id, product.Version, product.Title, product.Image))
            .ToDictionaryAsync(product => product.Id, cancellationToken);
    }

    private async Task<List<ListRow>> ReadAgainAsync(CancellationToken cancellationToken)
    {
        var products = await ReadAsync(cancellationToken);
        var ids = Rows.Select(row => row.Id).ToList();
        var actors = await db
            .ProductHistory.AsNoTracking()
            .Where(entry => db.Products.Any(product => product.Id == entry.ProductId && product.Version == entry.Version))
            .Where(entry => ids.Contains(entry.ProductId))
            .ToDictionaryAsync(entry => entry.ProductId, entry => entry.Actor, cancellationToken);
        return [.. Rows.Select(row => row.Over(products.GetValueOrDefault(row.Id), actors.GetValueOrDefault(row.Id)))];
    }
}
