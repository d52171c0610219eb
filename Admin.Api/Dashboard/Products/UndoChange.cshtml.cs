namespace Admin.Api.Dashboard.Products;

/// <summary>Undoes what this very person changed at once: by a bulk change, or by an import, whose new products are deleted.</summary>
[Authorize(Policy = Permissions.Products.Change)]
internal sealed class UndoChangeModel(ProductBatches batches) : PageModel
{
    public RedirectToPageResult OnGet() => RedirectToPage("/Products/Index");

    /// <param name="at">The moment of the change, in ticks.</param>
    public async Task<IActionResult> OnPostAsync([FromQuery] long at, CancellationToken cancellationToken)
    {
        if (at < 0 || at > DateTime.MaxValue.Ticks)
            return NotFound();

        var result = await batches.RevertAsync(
            new DateTime(at, DateTimeKind.Utc),
            User.Name(),
            User.Can(Permissions.Products.Delete),
            cancellationToken
        );
        TempData.Add(
            result switch
            {
                { Changed: 0, Deleted: 0, Left: 0 } => Flash.Warn(T("There was nothing to undo.")),
                { Left: 0 } => Flash.Done(Undone(result)),
                _ => Flash.Warn(
                    Undone(result)
                        + " "
                        + Counted(
                            result.Left,
                            "{0} has changed since, or has no earlier version, and stays as it is.",
                            "{0} have changed since, or have no earlier version, and stay as they are."
                        )
                ),
            }
        );
        return RedirectToPage("/Products/Index", new { sort = "-updated" });
    }

    private static string Undone(Reversion result) =>
        result switch
        {
            { Deleted: 0 } => Counted(result.Changed, "{0} product is again as before.", "{0} products are again as before."),
            { Changed: 0 } => Counted(
                result.Deleted,
                "{0} product that had been added is deleted.",
                "{0} products that had been added are deleted."
            ),
            { Deleted: 1 } => Counted(
                result.Changed,
                "{0} product is again as before, {1} product that had been added is deleted.",
                "{0} products are again as before, {1} product that had been added is deleted.",
                Times.Count(result.Deleted)
            ),
            _ => Counted(
                result.Changed,
                "{0} product is again as before, {1} products that had been added are deleted.",
                "{0} products are again as before, {1} products that had been added are deleted.",
                Times.Count(result.Deleted)
            ),
        };
}
