using Admin.Api.Dashboard.Audit;

namespace Admin.Api.Dashboard.Products;

/// <summary>Everything that was done to a product, with what it changed, and the way back to any of it.</summary>
[Authorize(Policy = Permissions.Products.View)]
internal sealed class HistoryModel(AdminDbContext db, ProductStore store) : PageModel
{
    private const int ShownAtMost = 500;

    internal int Id { get; private set; }

    internal IReadOnlyList<(ProductRevision Entry, ProductRevision? Before)> Entries { get; private set; } = [];

    /// <summary>How many products were changed at once, by the entries that are of such a change.</summary>
    internal IReadOnlyDictionary<long, int> Batches { get; private set; } = new Dictionary<long, int>();

    /// <summary>The product as it is; null when it is deleted.</summary>
    internal Product? Product { get; private set; }

    internal string Title => Product?.Title ?? Entries[0].Entry.Title;

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken)
    {
        Id = id;
        Product = await db.Products.AsNoTracking().SingleOrDefaultAsync(product => product.Id == id, cancellationToken);
        var entries = await db
            .ProductHistory.AsNoTracking()
            .Where(entry => entry.ProductId == id)
            .OrderByDescending(entry => entry.Version)
            .Take(ShownAtMost)
            .ToListAsync(cancellationToken);
        if (entries.Count == 0 && Product is null)
            return NotFound();

        Batches = await CountBatchesAsync(entries, cancellationToken);
        Entries = [.. entries.Select((entry, index) => (entry, index + 1 < entries.Count ? entries[index + 1] : null))];
        return Page();
    }

    private async Task<Dictionary<long, int>> CountBatchesAsync(IReadOnlyList<ProductRevision> entries, CancellationToken cancellationToken)
    {
        var moments = entries.Select(entry => entry.ChangedAt).Distinct().ToList();
        var counts = await db.CountChangedAtOnceAsync(moments, cancellationToken);
        return entries
            .Select(entry => (entry.Id, Count: counts.GetValueOrDefault((entry.ChangedAt, entry.Actor))))
            .Where(entry => entry.Count > 1)
            .ToDictionary(entry => entry.Id, entry => entry.Count);
    }

    /// <summary>Gives a product the title and the picture that it had once; a change like any other.</summary>
    public async Task<IActionResult> OnPostAsync(int id, long to, long version, CancellationToken cancellationToken)
    {
        if (!User.Can(Permissions.Products.Change))
            return Forbid();
        if (
            await db
                .ProductHistory.AsNoTracking()
                .SingleOrDefaultAsync(entry => entry.ProductId == id && entry.Version == to, cancellationToken)
            is not { } entry
        )
        {
            return NotFound();
        }

        var change = await store.UpdateAsync(id, entry.Title, entry.Image, version, User.Name(), cancellationToken);
        TempData.Add(
            change.Outcome switch
            {
                ProductChangeOutcome.Done => Flash.Named(
                    FlashKind.Success,
                    T("The product {0} is again as it was in version {1}.", "{0}", to),
                    entry.Title,
                    Url.Page("/Products/Change", new { id })
                ),
                ProductChangeOutcome.Stale => Flash.Warn(T("Another user has changed this product. Look at the newest change first.")),
                _ => Flash.Warn(T("This product is deleted. Restore it first.")),
            }
        );
        return RedirectToPage("/Products/History", new { id });
    }
}
