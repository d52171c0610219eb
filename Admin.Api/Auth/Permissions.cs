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
    private static readonly (string Name, string Label, string[] Actions)[] Models =
    [
        ("products", "product", Actions),
        ("users", "user", Actions),
        ("groups", "group", Actions),
        ("tokens", "API token", ["add", "delete", "view"]),
        ("deadletters", "dead letter", ["change", "delete", "view"]),
        ("audit", "all changes", ["view"]),
    ];

    internal static IReadOnlyList<Permission> All { get; } =
    [
        .. from model in Models
        from action in model.Actions
        select new Permission($"{model.Name}.{action}", model.Name, action, $"Can {action} {model.Label}"),
    ];

    internal static string Plural(string model) =>
        model switch
        {
            "tokens" => "API tokens",
            "deadletters" => "Dead letters",
            "audit" => "All changes",
            _ => char.ToUpperInvariant(model[0]) + model[1..],
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

internal sealed record Permission(string Name, string Model, string Action, string Label);
