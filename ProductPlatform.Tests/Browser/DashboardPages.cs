namespace ProductPlatform.Tests.Browser;

/// <summary>The dashboard's pages, each as it is with something to show and without.</summary>
internal static class DashboardPages
{
    internal static readonly string[] All =
    [
        "/admin",
        "/admin/products",
        "/admin/products?q=nothing-has-this",
        "/admin/products?deleted=yes",
        "/admin/products?q=mug&sort=-likes,title",
        "/admin/products?on=2001",
        "/admin/products/edit?q=mug",
        "/admin/products/add",
        "/admin/products/import",
        "/admin/products/{product}",
        "/admin/products/{product}/history",
        "/admin/products/{product}/delete",
        "/admin/likes",
        "/admin/likes?days=1",
        "/admin/likes?product={product}",
        "/admin/users",
        "/admin/users?q=nothing-has-this",
        "/admin/users/add",
        "/admin/users/{user}",
        "/admin/users/{user}/password",
        "/admin/users/{user}/delete",
        "/admin/groups",
        "/admin/groups/add",
        "/admin/groups/{group}",
        "/admin/groups/{group}/delete",
        "/admin/tokens",
        "/admin/tokens/add",
        "/admin/changes",
        "/admin/changes?q=nothing-has-this",
        "/admin/changes?from=2001-02-01&to=2001-02-28",
        "/admin/changes?product={product}",
        "/admin/deadletters?queue=main",
        "/admin/deadletters?queue=admin",
        "/admin/deadletters/letter?queue=main&id={letter}",
        "/admin/password",
        "/admin/account",
        "/admin/lists",
        "/admin/search?q=a",
        "/admin/search?q=nothing-has-this",
        "/admin/login",
    ];

    /// <summary>The address with something to show behind it.</summary>
    internal static async Task<string> FillAsync(this BrowserFixture dashboard, string path)
    {
        var product = await dashboard.AddAsync("A mug");
        await dashboard.LikeAsync(product, 3);
        if (path.Contains("{letter}", StringComparison.Ordinal))
            path = path.Replace("{letter}", await dashboard.DieAsync("\u0000 no json"), StringComparison.Ordinal);
        if (path.Contains("{user}", StringComparison.Ordinal) || path.Contains("{group}", StringComparison.Ordinal))
        {
            var (user, group) = await dashboard.AddUserInGroupAsync();
            path = path.Replace("{user}", $"{user}", StringComparison.Ordinal).Replace("{group}", $"{group}", StringComparison.Ordinal);
        }

        return path.Replace("{product}", $"{product.Id}", StringComparison.Ordinal);
    }
}
