namespace Admin.Api.Dashboard.Products;

[Authorize(Policy = Permissions.Products.Delete)]
internal sealed class DeleteModel(AdminDbContext db, ProductStore store) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? List { get; set; }

    internal Product Product { get; private set; } = null!;
    internal int Changes { get; private set; }

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken)
    {
        if (await db.Products.AsNoTracking().SingleOrDefaultAsync(product => product.Id == id, cancellationToken) is not { } product)
            return NotFound();

        Product = product;
        Changes = await db.ProductHistory.CountAsync(entry => entry.ProductId == id, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int id, long version, CancellationToken cancellationToken)
    {
        var change = await store.DeleteAsync(id, version, User.Name(), cancellationToken);
        switch (change.Outcome)
        {
            case ProductChangeOutcome.NotFound:
                TempData.Add(Flash.Warn(T("This product was deleted already.")));
                break;
            case ProductChangeOutcome.Stale:
                TempData.Add(Flash.Warn(T("Another user has changed this product. Look at it again before you delete it.")));
                return RedirectToPage("/Products/Delete", new { id, list = List });
            default:
                TempData.Add(
                    Flash.Named(
                        FlashKind.Success,
                        T("The product {0} was deleted."),
                        change.Product!.Title,
                        Url.Page("/Products/History", new { id }),
                        User.Can(Permissions.Products.Add) ? Url.Page("/Products/RestoreSelected", new { id }) : null
                    )
                );
                break;
        }

        return LocalRedirect(new ProductForm { List = List }.ListAddress(Url));
    }
}
