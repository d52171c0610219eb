namespace Admin.Api.Dashboard.Audit;

/// <summary>The products that one person changed at once, and the way back.</summary>
[Authorize(Policy = Permissions.Products.View)]
internal sealed class BatchModel(AdminDbContext db) : PageModel
{
    private const int PageSize = 100;

    [FromQuery(Name = "at")]
    public long At { get; set; }

    [FromQuery(Name = "who")]
    public string? Who { get; set; }

    /// <summary>The last entry of the page before.</summary>
    [FromQuery(Name = "after")]
    public long After { get; set; }

    internal Change Change { get; private set; } = null!;
    internal IReadOnlyList<ChangedRevision> Rows { get; private set; } = [];
    internal bool HasMore { get; private set; }

    /// <summary>Only those who did it undo it here, as with the message after it.</summary>
    internal bool MayUndo(RevisionKind kind, string permission) =>
        Who == User.Name() && User.Can(permission) && Change.Products.Any(count => count.Kind == kind);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (At < 0 || At > DateTime.MaxValue.Ticks || Who is null)
            return NotFound();

        var at = new DateTime(At, DateTimeKind.Utc);
        var entries = db.ProductHistory.AsNoTracking().Where(entry => entry.ChangedAt == at && entry.Actor == Who);
        var counts = await entries
            .GroupBy(entry => entry.Kind)
            .Select(same => new { same.Key, Count = same.Count() })
            .ToListAsync(cancellationToken);
        if (counts.Count == 0)
            return NotFound();

        Change = new Change(at, Who)
        {
            Products = [.. counts.Select(count => new ProductCount(count.Key, count.Count)).OrderBy(count => count.Kind)],
        };
        var rows = await entries
            .Where(entry => entry.Id > After)
            .OrderBy(entry => entry.Id)
            .Take(PageSize + 1)
            .WithPrevious(db)
            .ToListAsync(cancellationToken);
        HasMore = rows.Count > PageSize;
        Rows = rows[..Math.Min(rows.Count, PageSize)];
        return Page();
    }
}
