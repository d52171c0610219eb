namespace Admin.Api.Auth;

/// <summary>What an API token may do.</summary>
internal static class Scopes
{
    internal const string ClaimType = "scope";
    internal const string ReadProducts = "products:read";
    internal const string WriteProducts = "products:write";

    /// <summary>Every scope, in words, and what the token's owner must be allowed, when it is made and whenever it is used.</summary>
    internal static readonly IReadOnlyList<Scope> All =
    [
        new(ReadProducts, "Read products", [Permissions.Products.View]),
        new(WriteProducts, "Create, change and delete products", [Permissions.Products.Add, Permissions.Products.Change, Permissions.Products.Delete]),
    ];
}

/// <summary>A scope: its name, its words, and the permissions that the token's owner needs.</summary>
internal sealed record Scope(string Name, string Label, string[] Needs);
