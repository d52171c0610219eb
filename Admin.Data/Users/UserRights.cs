using Microsoft.EntityFrameworkCore;

namespace Admin.Data.Users;

/// <summary>What a user may do, all sources together.</summary>
/// <param name="IsSuperuser">May do everything.</param>
/// <param name="Permissions">The user's own permissions and those of the groups.</param>
public sealed record UserRights(bool IsSuperuser, IReadOnlySet<string> Permissions)
{
    /// <summary>Whether these rights contain all of <paramref name="others"/>.</summary>
    public bool Cover(UserRights others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return IsSuperuser || (!others.IsSuperuser && others.Permissions.All(Permissions.Contains));
    }

    /// <summary>What a user may do who was loaded with permissions, groups and theirs.</summary>
    public static UserRights Of(User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var names = user
            .Permissions.Select(grant => grant.Permission)
            .Concat(user.Groups.SelectMany(group => group.Permissions).Select(grant => grant.Permission));
        return new UserRights(user.IsSuperuser, names.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Reads what a user may do now.</summary>
    public static async Task<UserRights> ReadAsync(AdminDbContext db, User user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(user);
        if (user.IsSuperuser)
            return new UserRights(true, new HashSet<string>());

        var names = await db
            .UserGrants.Where(permission => permission.UserId == user.Id)
            .Select(permission => permission.Permission)
            .Union(
                db.Groups.Where(group => group.Users.Any(member => member.Id == user.Id))
                    .SelectMany(group => group.Permissions)
                    .Select(permission => permission.Permission)
            )
            .ToListAsync(cancellationToken);
        return new UserRights(false, names.ToHashSet(StringComparer.Ordinal));
    }
}
