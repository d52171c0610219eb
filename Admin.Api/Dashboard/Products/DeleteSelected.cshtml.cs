namespace Admin.Api.Dashboard.Products;

/// <summary>Deletes what was ticked in the list, or all that its filter finds, once the person has seen how many that are.</summary>
[Authorize(Policy = Permissions.Products.Delete)]
internal sealed class DeleteSelectedModel(AdminDbContext db, ProductBatches batches, TimeProvider time) : PageModel
{
    private const int ShownAtMost = 20;

    internal Selection Selection { get; private set; } = new();
    internal IReadOnlyList<ProductRow> Shown { get; private set; } = [];
    internal int Total { get; private set; }
    internal long Likes { get; private set; }

    internal string Back => new ProductForm { List = Selection.Filter }.ListAddress(Url);

    public RedirectToPageResult OnGet() => RedirectToPage("/Products/Index");

    /// <param name="sure">How many the user has confirmed; missing before the question.</param>
    public async Task<IActionResult> OnPostAsync([FromForm] Selection selection, int? sure, CancellationToken cancellationToken)
    {
        Selection = selection;
        var ids = await selection.FindAsync(db, time.GetUtcNow().UtcDateTime, HttpContext.Zone(), cancellationToken);
        var products = db.Products.AsNoTracking().Where(product => ids.Contains(product.Id));
        Total = await products.CountAsync(cancellationToken);
        if (Total == 0)
        {
            TempData.Add(Flash.Warn(T("No product was selected. Tick the ones to delete first.")));
            return LocalRedirect(Back);
        }

        // More than the person agreed to: ask again.
        if (sure is { } agreed && Total <= agreed)
        {
            var deleted = await batches.DeleteAsync(ids.ToList(), User.Name(), cancellationToken);
            TempData.Add(
                new Flash(
                    FlashKind.Success,
                    Counted(deleted.Count, "{0} product was deleted.", "{0} products were deleted.") + " ",
                    T("Show deleted products"),
                    Url.Page("/Products/Index", new { deleted = "yes", sort = "-updated" }),
                    UndoUrl: User.Can(Permissions.Products.Add)
                        ? Url.Page("/Products/RestoreSelected", new { at = deleted.At.Ticks, list = selection.Filter })
                        : null
                )
            );
            return LocalRedirect(Back);
        }

        Likes = (long)await products.SumAsync(product => (decimal)product.Likes, cancellationToken);
        Shown = await products
            .OrderBy(product => product.Id)
            .Take(ShownAtMost)
            .Select(product => new ProductRow
            {
                Id = product.Id,
                Title = product.Title,
                Image = product.Image,
            })
            .ToListAsync(cancellationToken);
        return Page();
    }
}
