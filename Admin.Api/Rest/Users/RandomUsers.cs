namespace Admin.Api.Rest.Users;

/// <summary>
/// Picks users uniformly without reading the table: draws numbers between the lowest and the highest id and takes those
/// that are a user's. A gap is drawn again, so the user after a gap is no likelier than the others.
/// </summary>
internal static class RandomUsers
{
    private const int SpareDraws = 7;

    /// <summary>Users drawn independently, one or more up to <paramref name="count"/>; none only when there are no users.</summary>
    internal static async Task<List<int>> PickAsync(AdminDbContext db, int count, CancellationToken cancellationToken)
    {
        var range = await db
            .Users.OrderBy(user => user.Id)
            .Select(user => new { Min = user.Id, Max = db.Users.Max(other => other.Id) })
            .FirstOrDefaultAsync(cancellationToken);
        if (range is null)
            return [];

        var draws = Enumerable.Range(0, count + SpareDraws).Select(_ => (int)Random.Shared.NextInt64(range.Min, range.Max + 1L)).ToList();
        var found = await db.Users.Where(user => draws.Contains(user.Id)).Select(user => user.Id).ToHashSetAsync(cancellationToken);
        var hits = draws.Where(found.Contains).Take(count).ToList();
        return hits.Count > 0 ? hits : await PickByPositionAsync(db, cancellationToken);
    }

    /// <summary>For ids with very wide gaps: as uniform, but the server walks to the row.</summary>
    private static async Task<List<int>> PickByPositionAsync(AdminDbContext db, CancellationToken cancellationToken)
    {
        var count = await db.Users.CountAsync(cancellationToken);
        return await db
            .Users.OrderBy(user => user.Id)
            .Skip(Random.Shared.Next(count))
            .Take(1)
            .Select(user => user.Id)
            .ToListAsync(cancellationToken);
    }
}
