namespace Admin.Api.Dashboard.Audit;

/// <summary>The products that one person changed at once, and the way back.</summary>
[Authorize(Policy = Permissions.Products.View)]
internal sealed class BatchModel(AdminDbContext db, ProductBatches batches) : PageModel
{
    private const int PageSize = 100;

    private static readonly (RevisionKind Kind, string Permission)[] Undos =
    [
        (RevisionKind.Updated, Permissions.Products.Change),
        (RevisionKind.Created, Permissions.Products.Delete),
        (RevisionKind.Deleted, Permissions.Products.Add),
    ];

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

    /// <summary>What of it is still as it was left, and this viewer has the permission to undo.</summary>
    internal IReadOnlyList<RevisionKind> Undoable { get; private set; } = [];

    /// <summary>Whether this viewer has the permission to undo some of it, or had before all of it changed.</summary>
    internal bool HasPermission => Undos.Any(undo => User.Can(undo.Permission) && Change.Products.Any(count => count.Kind == undo.Kind));

    /// <summary>Only those who did it undo it as a whole, as with the message after it.</summary>
    internal bool IsOwn => Who == User.Name();

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
            Entry = await db
                .AuditLog.AsNoTracking()
                .FirstOrDefaultAsync(entry => entry.At == at && entry.Actor == Who && entry.Kind == AuditKind.Imported, cancellationToken),
        };
        Undoable = await FindUndoableAsync(at, Who, cancellationToken);
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

    private async Task<IReadOnlyList<RevisionKind>> FindUndoableAsync(DateTime at, string who, CancellationToken cancellationToken)
    {
        List<RevisionKind> kinds = [];
        foreach (var (kind, permission) in Undos)
        {
            if (
                User.Can(permission)
                && Change.Products.Any(count => count.Kind == kind)
                && await batches.CanUndoAsync(at, who, kind, cancellationToken)
            )
            {
                kinds.Add(kind);
            }
        }

        return kinds;
    }
}
