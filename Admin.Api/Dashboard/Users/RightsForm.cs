using System.Security.Claims;
using Admin.Api.Dashboard.Access;

namespace Admin.Api.Dashboard.Users;

internal sealed class RightsForm
{
    [FromForm(Name = "active")]
    public bool IsActive { get; set; }

    [FromForm(Name = "staff")]
    public bool IsStaff { get; set; }

    [FromForm(Name = "superuser")]
    public bool IsSuperuser { get; set; }

    [FromForm(Name = "group")]
    public List<int> Groups { get; set; } = [];

    [FromForm(Name = "permission")]
    public List<string> Permissions { get; set; } = [];

    internal static RightsForm From(User user) =>
        new()
        {
            IsActive = user.IsActive,
            IsStaff = user.IsStaff,
            IsSuperuser = user.IsSuperuser,
            Groups = [.. user.Groups.Select(group => group.Id)],
            Permissions = [.. user.Permissions.Select(grant => grant.Permission)],
        };

    internal bool MayBeGivenBy(ClaimsPrincipal giver, IReadOnlyCollection<Group> groups) =>
        giver
            .Rights()
            .Cover(
                new UserRights(
                    IsSuperuser,
                    Permissions
                        .Concat(groups.SelectMany(group => group.Permissions).Select(grant => grant.Permission))
                        .ToHashSet(StringComparer.Ordinal)
                )
            );

    internal string ApplyTo(User user, IReadOnlyCollection<Group> groups)
    {
        var changes = new List<string>();
        void Flag(string name, bool before, bool after)
        {
            if (before != after)
                changes.Add(after ? $"now {name}" : $"no longer {name}");
        }

        Flag("active", user.IsActive, IsActive);
        Flag("staff", user.IsStaff, IsStaff);
        Flag("superuser", user.IsSuperuser, IsSuperuser);
        (user.IsActive, user.IsStaff, user.IsSuperuser) = (IsActive, IsStaff, IsSuperuser);

        changes.AddRange(Changes.Apply(user.Groups, groups, group => $"group {group.Name}"));
        changes.AddRange(
            Changes.Apply(user.Permissions, Permissions, grant => grant.Permission, name => new UserGrant { Permission = name })
        );
        return string.Join(", ", changes);
    }
}
