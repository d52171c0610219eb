namespace Admin.Data.Products;

/// <summary>An entry of the history beside what the one before it says.</summary>
/// <param name="PreviousTitle">Null when there is no entry before it, or it is too old to be kept.</param>
public sealed record ChangedRevision(ProductRevision Revision, string? PreviousTitle, string? PreviousImage);

public static class ChangedRevisions
{
    /// <summary>Adds to each entry the title and the image before it. One lookup by index each: for pages of entries, not for all.</summary>
    public static IQueryable<ChangedRevision> WithPrevious(this IQueryable<ProductRevision> entries, AdminDbContext db) =>
        entries.Select(entry => new ChangedRevision(
            entry,
            db.ProductHistory.Where(before => before.ProductId == entry.ProductId && before.Version < entry.Version)
                .OrderByDescending(before => before.Version)
                .Select(before => before.Title)
                .FirstOrDefault(),
            db.ProductHistory.Where(before => before.ProductId == entry.ProductId && before.Version < entry.Version)
                .OrderByDescending(before => before.Version)
                .Select(before => before.Image)
                .FirstOrDefault()
        ));
}
