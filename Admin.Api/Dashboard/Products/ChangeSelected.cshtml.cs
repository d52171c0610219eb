using Admin.Api.Dashboard.Access;

namespace Admin.Api.Dashboard.Products;

/// <summary>Changes titles and pictures of what was ticked in the list, or of all that its filter finds: first it shows each before and
/// after.</summary>
[Authorize(Policy = Permissions.Products.Change)]
[KeepsForm]
internal sealed class ChangeSelectedModel(AdminDbContext db, ProductBatches batches, TimeProvider time) : PageModel
{
    internal const int ShownAtMost = 100;

    internal Selection Selection { get; private set; } = new();
    internal BulkChange Change { get; private set; } = new();
    internal int Total { get; private set; }

    /// <summary>Null before the user has asked for it.</summary>
    internal BulkPlan? Plan { get; private set; }

    /// <summary>The user agreed to a plan that is not this one: products or fields have changed since.</summary>
    internal bool IsOutdated { get; private set; }

    internal string Back => new ProductForm { List = Selection.Filter }.ListAddress(Url);

    public RedirectToPageResult OnGet() => RedirectToPage("/Products/Index");

    /// <param name="step"><c>preview</c> or <c>apply</c>; missing when it comes from the list.</param>
    /// <param name="seen">The plan that the user looked at.</param>
    public async Task<IActionResult> OnPostAsync(
        [FromForm] Selection selection,
        [FromForm] BulkChange change,
        [FromForm] string? step,
        [FromForm] string? seen,
        CancellationToken cancellationToken
    )
    {
        (Selection, Change) = (selection, change);
        var products = await ReadAsync(cancellationToken);
        Total = products.Count;
        if (Total == 0)
        {
            TempData.Add(Flash.Warn(T("No product was selected. Tick the ones to change first.")));
            return LocalRedirect(Back);
        }

        if (step is not null && change.IsEmpty)
            ModelState.AddModelError("", T("Fill in what to replace, what to add or a picture."));
        if (step is null || !ModelState.IsValid)
            return Page();

        Plan = BulkPlan.Make(products, change);
        if (step != "apply" || Plan.Changes.Count == 0)
            return Page();

        IsOutdated = seen != Plan.Fingerprint;
        return IsOutdated ? Page() : await ApplyAsync(Plan, cancellationToken);
    }

    private async Task<List<ProductEdit>> ReadAsync(CancellationToken cancellationToken)
    {
        var ids = await Selection.FindAsync(db, time.GetUtcNow().UtcDateTime, HttpContext.Zone(), cancellationToken);
        return await db
            .Products.AsNoTracking()
            .Where(product => ids.Contains(product.Id))
            .OrderBy(product => product.Id)
            .Select(product => new ProductEdit(product.Id, product.Version, product.Title, product.Image))
            .ToListAsync(cancellationToken);
    }

    private async Task<IActionResult> ApplyAsync(BulkPlan plan, CancellationToken cancellationToken)
    {
        var result = await batches.ChangeAsync(plan.Edits, User.Name(), cancellationToken);
        TempData.Add(
            new Flash(
                result.Changed > 0 ? FlashKind.Success : FlashKind.Warning,
                Counted(result.Changed, "{0} product was changed.", "{0} products were changed.")
                    + (
                        result.Left == 0
                            ? ""
                            : " "
                                + Counted(
                                    result.Left,
                                    "{0} had been changed by another user meanwhile and stays as it is.",
                                    "{0} had been changed by another user meanwhile and stay as they are."
                                )
                    )
                    + " ",
                // The filter may not find them any more.
                result.Changed > 0
                    ? T("Show the changes")
                    : null,
                result.Changed > 0 ? Url.Page("/Audit/Batch", new { at = result.At.Ticks, who = User.Name() }) : null,
                UndoUrl: result.Changed > 0 ? Url.Page("/Products/UndoChange", new { at = result.At.Ticks }) : null
            )
        );
        return LocalRedirect(Back);
    }
}
