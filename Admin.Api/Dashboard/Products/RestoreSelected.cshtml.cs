namespace Admin.Api.Dashboard.Products;

/// <summary>Undoes deletions: of one product, of all that were deleted at once, or of those ticked in the list of deleted ones.</summary>
[Authorize(Policy = Permissions.Products.Add)]
internal sealed class RestoreSelectedModel(AdminDbContext db, ProductBatches batches, TimeProvider time) : PageModel
{
    public RedirectToPageResult OnGet() => RedirectToPage("/Products/Index", new { deleted = "yes" });

    /// <param name="at">Instead, what this very person deleted at once: the moment, in ticks.</param>
    /// <param name="list">The query of the list to go back to.</param>
    public async Task<IActionResult> OnPostAsync(
        [FromForm] Selection selection,
        [FromQuery(Name = "id")] int? one,
        [FromQuery] long? at,
        [FromQuery] string? list,
        CancellationToken cancellationToken
    )
    {
        var ids =
            one is { } id ? [id]
            : at is { } ticks ? await FindAsync(ticks, cancellationToken)
            : await selection.FindAsync(db, time.GetUtcNow().UtcDateTime, HttpContext.Zone(), cancellationToken);
        var restored = await batches.RestoreAsync([.. ids], User.Name(), cancellationToken);
        TempData.Add(
            restored switch
            {
                [] => Flash.Warn(
                    ids.Count == 0 ? T("No product was selected.") : T("Nothing was restored: no product of these is deleted now.")
                ),
                [var product] => Flash.Named(
                    FlashKind.Success,
                    T("The product {0} was restored."),
                    product.Title,
                    Url.Page("/Products/Change", new { id = product.Id })
                ),
                _ => Flash.Done(T("{0} products were restored.", Times.Count(restored.Count))),
            }
        );
        return LocalRedirect(new ProductForm { List = list }.ListAddress(Url));
    }

    private async Task<IReadOnlyList<int>> FindAsync(long ticks, CancellationToken cancellationToken) =>
        ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? await batches.FindDeletedAsync(new DateTime(ticks, DateTimeKind.Utc), User.Name(), cancellationToken)
            : [];
}
