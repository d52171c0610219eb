using System.Security.Claims;

namespace Admin.Api.Dashboard.Shared;

/// <param name="Icon">Its name in <c>icons.svg</c>.</param>
/// <param name="AddUrl">Where one is added; null where none can be.</param>
internal sealed record SiteModel(string Name, string Icon, string Url, string View, string? AddUrl = null, string? Add = null)
{
    internal bool MayAdd(ClaimsPrincipal user) => AddUrl is not null && Add is not null && user.Can(Add);
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
                new("Products", "products", "/admin/products", Permissions.Products.View, "/admin/products/add", Permissions.Products.Add),
                new("Likes", "likes", "/admin/likes", Permissions.Products.View),
            ]
        ),
        new(
            "People",
            [
                new("Users", "users", "/admin/users", Permissions.Users.View, "/admin/users/add", Permissions.Users.Add),
                new("Groups", "groups", "/admin/groups", Permissions.Groups.View, "/admin/groups/add", Permissions.Groups.Add),
                new("API tokens", "tokens", "/admin/tokens", Permissions.Tokens.View, "/admin/tokens/add", Permissions.Tokens.Add),
            ]
        ),
        new("Messaging", [new("Dead letters", "letters", "/admin/deadletters", Permissions.DeadLetters.View)]),
        new("History", [new("Changes", "audit", "/admin/changes", Permissions.Changes.View)]),
    ];

    internal static IEnumerable<SiteApplication> For(ClaimsPrincipal user) =>
        Applications
            .Select(application => application with { Models = [.. application.Models.Where(model => user.Can(model.View))] })
            .Where(application => application.Models.Count > 0);
}
