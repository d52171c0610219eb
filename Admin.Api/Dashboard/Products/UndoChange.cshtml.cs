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
                { Changed: 0, Deleted: 0, Left: 0 } => Flash.Warn("There was nothing to undo."),
                { Left: 0 } => Flash.Done($"{Undone(result)}."),
                { Left: 1 } => Flash.Warn($"{Undone(result)}. 1 has changed since, or has no earlier version, and stays as it is."),
                _ => Flash.Warn(
                    $"{Undone(result)}. {Times.Count(result.Left)} have changed since, or have no earlier version, and stay as they are."
                ),
            }
        );
        return RedirectToPage("/Products/Index", new { sort = "-updated" });
    }

    private static string Undone(Reversion result)
    {
        var deleted = result.Deleted == 0 ? "" : $"{Number(result.Deleted)} that had been added {Be(result.Deleted)} deleted";
        var changed = $"{Number(result.Changed)} {Be(result.Changed)} again as before";
        return result switch
        {
            { Deleted: 0 } => changed,
            { Changed: 0 } => deleted,
            _ => $"{changed}, {deleted}",
        };
    }

    private static string Number(int count) => count == 1 ? "1 product" : $"{Times.Count(count)} products";

    private static string Be(int count) => count == 1 ? "is" : "are";
}
