namespace Main.Api.Storefront;

internal sealed class IndexModel(MainDbContext db, CatalogueSize size) : PageModel
{
    internal Catalogue Catalogue { get; private set; } = null!;

    internal LikedProducts Liked { get; private set; } = null!;

    /// <summary>The outcome of the like that led here, without the page's script.</summary>
    internal LikeMessage? Message { get; private set; }

    // From the query by name: a route value that is called page is the framework's own.
    public async Task OnGetAsync(
        string? q,
        string? sort,
        [FromQuery(Name = "page")] int page = 1,
        CancellationToken cancellationToken = default
    )
    {
        Catalogue = await Catalogue.FindAsync(db, size, CatalogueQuery.From(q, sort, page), cancellationToken);
        Liked = LikedProducts.From(Request);
        Message = LikeMessage.Take(TempData);
    }
}
