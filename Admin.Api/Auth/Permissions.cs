using System.Security.Claims;

namespace Admin.Api.Auth;

/// <summary>
/// What people may do in the dashboard, per model. Each name is an authorization policy too:
/// <c>[Authorize(Policy = Permissions.Products.Change)]</c>, <c>User.Can(Permissions.Products.Change)</c>.
/// </summary>
internal static class Permissions
{
    internal const string ClaimType = "permission";

    /// <summary>The claim of a superuser, who has every permission.</summary>
    internal const string SuperuserClaimType = "superuser";

    internal static readonly string[] Actions = ["add", "change", "delete", "view"];

    internal static IReadOnlyList<Permission> All { get; } =
    [
        new("products", "add", Translatable("Can add product")),
        new("products", "change", Translatable("Can change product")),
        new("products", "delete", Translatable("Can delete product")),
        new("products", "view", Translatable("Can view product")),
        new("users", "add", Translatable("Can add user")),
        new("users", "change", Translatable("Can change user")),
        new("users", "delete", Translatable("Can delete user")),
        new("users", "view", Translatable("Can view user")),
        new("groups", "add", Translatable("Can add group")),
        new("groups", "change", Translatable("Can change group")),
        new("groups", "delete", Translatable("Can delete group")),
        new("groups", "view", Translatable("Can view group")),
        new("tokens", "add", Translatable("Can add API token")),
        new("tokens", "delete", Translatable("Can delete API token")),
        new("tokens", "view", Translatable("Can view API token")),
        new("deadletters", "change", Translatable("Can change dead letter")),
        new("deadletters", "delete", Translatable("Can delete dead letter")),
        new("deadletters", "view", Translatable("Can view dead letter")),
        new("audit", "view", Translatable("Can view all changes")),
    ];

    internal static string Plural(string model) =>
        model switch
        {
            "products" => T("Products"),
            "users" => T("Users"),
            "groups" => T("Groups"),
            "tokens" => T("API tokens"),
            "deadletters" => T("Dead letters"),
            _ => T("All changes"),
        };

    internal static string Caption(string action) =>
        action switch
        {
            "add" => T("Add"),
            "change" => T("Change"),
            "delete" => T("Delete"),
            _ => T("View"),
        };

    /// <summary>The permissions that each are enough for <paramref name="permission"/>: who may change may view.</summary>
    internal static string[] Giving(string permission) =>
        permission == Changes.View ? [.. All.Where(view => view.Action == "view").SelectMany(view => Giving(view.Name))]
        : permission.EndsWith(".view", StringComparison.Ordinal)
            ? [permission, string.Concat(permission.AsSpan(0, permission.Length - "view".Length), "change")]
        : [permission];

    internal static bool Can(this ClaimsPrincipal user, string permission) =>
        user.IsSuperuser() || Giving(permission).Any(name => user.HasClaim(ClaimType, name));

    internal static bool Can(this UserRights rights, string permission) =>
        rights.IsSuperuser || Giving(permission).Any(rights.Permissions.Contains);

    internal static bool IsSuperuser(this ClaimsPrincipal user) => user.HasClaim(SuperuserClaimType, "true");

    internal static class Products
    {
        internal const string View = "products.view";
        internal const string Add = "products.add";
        internal const string Change = "products.change";
        internal const string Delete = "products.delete";
    }

    internal static class Users
    {
        internal const string View = "users.view";
        internal const string Add = "users.add";
        internal const string Change = "users.change";
        internal const string Delete = "users.delete";
    }

    internal static class Groups
    {
        internal const string View = "groups.view";
        internal const string Add = "groups.add";
        internal const string Change = "groups.change";
        internal const string Delete = "groups.delete";
    }

    internal static class Tokens
    {
        internal const string View = "tokens.view";
        internal const string Add = "tokens.add";
        internal const string Delete = "tokens.delete";
    }

    /// <summary>Messages that could not be handled: change is to replay, delete is to discard.</summary>
    internal static class DeadLetters
    {
        internal const string View = "deadletters.view";
        internal const string Change = "deadletters.change";
        internal const string Delete = "deadletters.delete";
    }

    internal static class Audit
    {
        internal const string View = "audit.view";
    }

    /// <summary>Given to no one: who may view anything may view its changes.</summary>
    internal static class Changes
    {
        internal const string View = "changes.view";
    }
}

/// <param name="Label">Translated where it is shown.</param>
internal sealed record Permission(string Model, string Action, string Label)
{
    internal string Name { get; } = $"{Model}.{Action}";
}
