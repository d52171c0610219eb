namespace Admin.Api.Dashboard.Audit;

internal static class ChangedAtOnce
{
    /// <summary>How many products each person changed at each of the moments: what was done at once has the same one.</summary>
    internal static async Task<Dictionary<(DateTime At, string Actor), int>> CountChangedAtOnceAsync(
        this AdminDbContext db,
        IReadOnlyCollection<DateTime> moments,
        CancellationToken cancellationToken
    ) =>
        await db
            .ProductHistory.Where(entry => moments.Contains(entry.ChangedAt))
            .GroupBy(entry => new { entry.ChangedAt, entry.Actor })
            .Select(same => new
            {
                same.Key.ChangedAt,
                same.Key.Actor,
                Count = same.Count(),
            })
            .ToDictionaryAsync(same => (same.ChangedAt, same.Actor), same => same.Count, cancellationToken);
}
