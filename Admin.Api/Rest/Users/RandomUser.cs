namespace Admin.Api.Rest.Users;

/// <summary>
/// Picks a user uniformly without reading the table: draws numbers between the lowest and the highest id and takes the
/// first that is a user's. A gap is drawn again, so the user after a gap is no likelier than the others.
/// </summary>
internal static class RandomUser
{
    private const int DrawsAtOnce = 8;

    internal static async Task<int?> PickAsync(AdminDbContext db, CancellationToken cancellationToken)
    {
        var range = await db
            .Users.OrderBy(user => user.Id)
            .Select(user => new { Min = user.Id, Max = db.Users.Max(other => other.Id) })
            .FirstOrDefaultAsync(cancellationToken);
        if (range is null)
            return null;

        var draws = Enumerable.Range(0, DrawsAtOnce).Select(_ => (int)Random.Shared.NextInt64(range.Min, range.Max + 1L)).ToList();
        var found = await db.Users.Where(user => draws.Contains(user.Id)).Select(user => user.Id).ToListAsync(cancellationToken);
        var hit = draws.FindIndex(found.Contains);
        return hit >= 0 ? draws[hit] : await PickByPositionAsync(db, cancellationToken);
    }

    /// <summary>For ids with very wide gaps: as uniform, but the server walks to the row.</summary>
    private static async Task<int?> PickByPositionAsync(AdminDbContext db, CancellationToken cancellationToken)
    {
        var count = await db.Users.CountAsync(cancellationToken);
        var ids = await db
            .Users.OrderBy(user => user.Id)
            .Skip(Random.Shared.Next(count))
            .Take(1)
            .Select(user => user.Id)
            .ToListAsync(cancellationToken);
        return ids.Count > 0 ? ids[0] : null;
    }
}
