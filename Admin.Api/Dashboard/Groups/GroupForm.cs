using System.Security.Claims;
using Admin.Api.Dashboard.Access;
using Admin.Api.Dashboard.Users;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Admin.Api.Dashboard.Groups;

internal sealed class GroupForm
{
    [FromForm(Name = "name")]
    public string? Name { get; set; }

    [FromForm(Name = "permission")]
    public List<string> Permissions { get; set; } = [];

    internal static GroupForm From(Group group) =>
        new() { Name = group.Name, Permissions = [.. group.Permissions.Select(grant => grant.Permission)] };

    internal static bool MayBeGivenBy(ClaimsPrincipal giver, IEnumerable<string> permissions) =>
        giver.Rights().Cover(new UserRights(false, permissions.ToHashSet(StringComparer.Ordinal)));

    internal async Task<bool> CheckAsync(AdminDbContext db, int? id, ModelStateDictionary state, CancellationToken cancellationToken)
    {
        Name = Name?.Trim();
        state.CheckText("name", T("Name"), Name, Group.NameLength);
        var isTaken =
            state["name"] is not { Errors.Count: > 0 }
            && await db.Groups.AnyAsync(group => group.Name == Name && group.Id != id, cancellationToken);
        if (isTaken)
            state.AddModelError("name", T("A group with that name already exists."));
        if (Permissions.Except(Auth.Permissions.All.Select(permission => permission.Name)).Any())
            state.AddModelError("", T("One of the permissions does not exist."));
        return state.IsValid;
    }

    internal string ApplyTo(Group group)
    {
        var details = group.Name == Name ? [] : new List<string> { $"was {group.Name}" };
        group.Name = Name!;
        details.AddRange(
            Changes.Apply(group.Permissions, Permissions, grant => grant.Permission, name => new GroupGrant { Permission = name })
        );
        return string.Join(", ", details);
    }
}
