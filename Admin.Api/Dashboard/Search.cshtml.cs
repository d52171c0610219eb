using Admin.Api.Dashboard.Products;
using Admin.Api.Dashboard.Users;
using Microsoft.Extensions.Primitives;

namespace Admin.Api.Dashboard;

/// <summary>One search over everything that the viewer may see; Ctrl+K shows its results in place.</summary>
internal sealed class SearchModel(AdminDbContext db, TimeProvider time) : PageModel
{
    internal const int MaxLength = 100;
    private const int MostProducts = 8;
    private const int MostOthers = 5;

    internal string Search { get; private set; } = "";
    internal IReadOnlyList<SiteModel> Pages { get; private set; } = [];
    internal IReadOnlyList<ProductRow> Products { get; private set; } = [];
    internal IReadOnlyList<User> Users { get; private set; } = [];
    internal IReadOnlyList<Group> Groups { get; private set; } = [];

    internal bool FoundNothing => Pages.Count + Products.Count + Users.Count + Groups.Count == 0;

    public async Task OnGetAsync(string? q, CancellationToken cancellationToken)
    {
        Search = q?.Trim() is { Length: <= MaxLength } search ? search : "";
        Pages =
        [
            .. Site.For(User)
                .SelectMany(application => application.Models)
                .Append(new SiteModel(Translatable("My account"), "account", "/admin/account", ""))
                .Where(page => T(page.Name).Contains(Search, StringComparison.OrdinalIgnoreCase)),
        ];
        if (Search.Length == 0)
            return;

        var query = new QueryCollection(new Dictionary<string, StringValues> { ["q"] = Search });
        if (User.Can(Permissions.Products.View))
        {
            Products = await ProductFilter
                .Read(query)
                .Apply(db, time.GetUtcNow().UtcDateTime, HttpContext.Zone())
                .Take(MostProducts)
                .ToListAsync(cancellationToken);
        }

        if (User.Can(Permissions.Users.View))
            Users = await UserFilter.Read(query).Apply(db, HttpContext.Zone()).Take(MostOthers).ToListAsync(cancellationToken);
        if (User.Can(Permissions.Groups.View))
        {
            Groups = await db
                .Groups.AsNoTracking()
                .Where(group => group.Name.Contains(Search))
                .OrderBy(group => group.Name)
                .Take(MostOthers)
                .ToListAsync(cancellationToken);
        }
    }
}
