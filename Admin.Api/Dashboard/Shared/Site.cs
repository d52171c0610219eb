using System.Security.Claims;

namespace Admin.Api.Dashboard.Shared;

/// <param name="AddUrl">Where one is added; null where none can be.</param>
/// <param name="Change">The permission to change one; null where they are read only.</param>
internal sealed record SiteModel(string Name, string Url, string View, string? AddUrl = null, string? Add = null, string? Change = null)
{
    internal bool MayAdd(ClaimsPrincipal user) => AddUrl is not null && Add is not null && user.Can(Add);

    internal bool MayChange(ClaimsPrincipal user) => Change is not null && user.Can(Change);
}

internal sealed record SiteApplication(string Name, IReadOnlyList<SiteModel> Models);

/// <summary>What there is in the dashboard: the index and the side bar show it.</summary>
internal static class Site
{
    private static readonly IReadOnlyList<SiteApplication> Applications =
    [
        new(
            "Catalogue",
            [
                new(
                    "Products",
                    "/admin/products",
                    Permissions.Products.View,
                    "/admin/products/add",
                    Permissions.Products.Add,
                    Permissions.Products.Change
                ),
                new("Likes", "/admin/likes", Permissions.Products.View),
            ]
        ),
        new(
            "People",
            [
                new("Users", "/admin/users", Permissions.Users.View, "/admin/users/add", Permissions.Users.Add, Permissions.Users.Change),
                new(
                    "Groups",
                    "/admin/groups",
                    Permissions.Groups.View,
                    "/admin/groups/add",
                    Permissions.Groups.Add,
                    Permissions.Groups.Change
                ),
                new("API tokens", "/admin/tokens", Permissions.Tokens.View, "/admin/tokens/add", Permissions.Tokens.Add),
            ]
        ),
        new("Messaging", [new("Dead letters", "/admin/deadletters", Permissions.DeadLetters.View, Change: Permissions.DeadLetters.Change)]),
        new("History", [new("Changes", "/admin/changes", Permissions.Changes.View)]),
    ];

    internal static IEnumerable<SiteApplication> For(ClaimsPrincipal user) =>
        Applications
            .Select(application => application with { Models = [.. application.Models.Where(model => user.Can(model.View))] })
            .Where(application => application.Models.Count > 0);
}
