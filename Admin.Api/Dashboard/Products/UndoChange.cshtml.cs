namespace Admin.Api.Dashboard.Products;

/// <summary>Undoes what this very person changed at once: by a bulk change, or by an import.</summary>
[Authorize(Policy = Permissions.Products.Change)]
internal sealed class UndoChangeModel(ProductBatches batches) : PageModel
{
    public RedirectToPageResult OnGet() => RedirectToPage("/Products/Index");

    /// <param name="at">The moment of the change, in ticks.</param>
    public async Task<IActionResult> OnPostAsync([FromQuery] long at, CancellationToken cancellationToken)
    {
        if (at < 0 || at > DateTime.MaxValue.Ticks)
            return NotFound();

        var result = await batches.RevertAsync(new DateTime(at, DateTimeKind.Utc), User.Name(), cancellationToken);
        TempData.Add(
            result switch
            {
                { Changed: 0, Left: 0 } => Flash.Warn("There was nothing to undo."),
                { Left: 0 } => Flash.Done($"{Again(result.Changed)} as before."),
                { Left: 1 } => Flash.Warn(
                    $"{Again(result.Changed)} as before. 1 has changed since, or has no earlier version, and stays as it is."
                ),
                _ => Flash.Warn(
                    $"{Again(result.Changed)} as before. {Times.Count(result.Left)} have changed since, or have no earlier version, "
                        + "and stay as they are."
                ),
            }
        );
        return RedirectToPage("/Products/Index", new { sort = "-updated" });
    }

    private static string Again(int count) => count == 1 ? "1 product is again" : $"{Times.Count(count)} products are again";
}
