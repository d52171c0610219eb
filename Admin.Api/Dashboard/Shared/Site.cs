using System.Security.Claims;

namespace Admin.Api.Dashboard.Shared;

/// <param name="Name">Translated where it is shown.</param>
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
            Translatable("Catalogue"),
            [
                new(
                    Translatable("Products"),
                    "products",
                    "/admin/products",
                    Permissions.Products.View,
                    "/admin/products/add",
                    Permissions.Products.Add
                ),
                new(Translatable("Likes"), "likes", "/admin/likes", Permissions.Products.View),
            ]
        ),
        new(
            Translatable("People"),
            [
                new(Translatable("Users"), "users", "/admin/users", Permissions.Users.View, "/admin/users/add", Permissions.Users.Add),
                new(
                    Translatable("Groups"),
                    "groups",
                    "/admin/groups",
                    Permissions.Groups.View,
                    "/admin/groups/add",
                    Permissions.Groups.Add
                ),
                new(
                    Translatable("API tokens"),
                    "tokens",
                    "/admin/tokens",
                    Permissions.Tokens.View,
                    "/admin/tokens/add",
                    Permissions.Tokens.Add
                ),
            ]
        ),
        new(Translatable("Messaging"), [new(Translatable("Dead letters"), "letters", "/admin/deadletters", Permissions.DeadLetters.View)]),
        new(Translatable("History"), [new(Translatable("Changes"), "audit", "/admin/changes", Permissions.Changes.View)]),
    ];

    internal static IEnumerable<SiteApplication> For(ClaimsPrincipal user) =>
        Applications
            .Select(application => application with { Models = [.. application.Models.Where(model => user.Can(model.View))] })
            .Where(application => application.Models.Count > 0);
}
