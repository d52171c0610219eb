namespace Admin.Api.Auth;

internal static class Scopes
{
    internal const string ClaimType = "scope";
    internal const string ReadProducts = "products:read";
    internal const string WriteProducts = "products:write";

    /// <summary>Every scope, in words, and what the token's owner must be allowed, when it is made and whenever it is used.</summary>
    internal static readonly IReadOnlyList<Scope> All =
    [
        new(ReadProducts, Translatable("Read products"), [Permissions.Products.View]),
        new(
            WriteProducts,
            Translatable("Create, change and delete products"),
            [Permissions.Products.Add, Permissions.Products.Change, Permissions.Products.Delete]
        ),
    ];
}

internal sealed record Scope(string Name, string Label, string[] Needs);
