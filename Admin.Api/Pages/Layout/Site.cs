namespace Admin.Api.Pages.Layout;

/// <summary>A kind of thing that the dashboard keeps.</summary>
/// <param name="Name">What many of them are called.</param>
/// <param name="Url">Their list.</param>
/// <param name="AddUrl">Where one is added; null where none can be.</param>
internal sealed record SiteModel(string Name, string Url, string? AddUrl = null);

/// <summary>Models that belong together.</summary>
internal sealed record SiteApplication(string Name, IReadOnlyList<SiteModel> Models);

/// <summary>What there is in the dashboard: the index and the side bar show it.</summary>
internal static class Site
{
    internal static readonly IReadOnlyList<SiteApplication> Applications =
    [
        new("Catalogue", [new("Products", "/admin/products", "/admin/products/add"), new("Likes", "/admin/likes")]),
        new("Messaging", [new("Dead letters", "/admin/deadletters")]),
    ];
}
