namespace Admin.Api.Dashboard.Users;

/// <summary>How many users of the present search each choice of a filter would leave; the other filter stays as it is.</summary>
internal sealed record UserFacets(IReadOnlyDictionary<string, int> Kinds, IReadOnlyDictionary<int, int> Groups)
{
    /// <summary>With more users than this in the search they are not counted.</summary>
    internal const int MostRows = 100_000;

    /// <summary>Null when the search finds more than <see cref="MostRows"/>.</summary>
    internal static async Task<UserFacets?> CountAsync(
        AdminDbContext db,
        UserFilter filter,
        TimeZoneInfo zone,
        CancellationToken cancellationToken
    )
    {
        var kinds = await filter
            .OfGroup(filter.Searched(db, zone))
            .Select(user => new
            {
                user.IsStaff,
                user.IsSuperuser,
                user.IsActive,
                user.LastLogin,
            })
            .Take(MostRows + 1)
            .GroupBy(user => 1)
            .Select(users => new
            {
                Rows = users.Count(),
                Staff = users.Count(user => user.IsStaff),
                Superusers = users.Count(user => user.IsSuperuser),
                Active = users.Count(user => user.IsActive),
                Never = users.Count(user => user.LastLogin == null),
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (kinds?.Rows > MostRows)
            return null;

        var groups = await filter
            .OfKind(filter.Searched(db, zone))
            .SelectMany(user => user.Groups)
            .GroupBy(group => group.Id)
            .Select(same => new { same.Key, Count = same.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        return new UserFacets(
            new Dictionary<string, int>
            {
                ["staff"] = kinds?.Staff ?? 0,
                ["superuser"] = kinds?.Superusers ?? 0,
                ["active"] = kinds?.Active ?? 0,
                ["inactive"] = (kinds?.Rows - kinds?.Active) ?? 0,
                ["never"] = kinds?.Never ?? 0,
            },
            groups
        );
    }
}
