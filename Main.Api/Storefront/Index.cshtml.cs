namespace Main.Api.Storefront;

internal sealed class IndexModel(MainDbContext db) : PageModel
{
    internal Catalogue Catalogue { get; private set; } = null!;

    /// <summary>The outcome of the like that led here, without the page's script.</summary>
    internal LikeMessage? Message { get; private set; }

    // From the query by name: a route value that is called page is the framework's own.
    public async Task OnGetAsync(string? q, [FromQuery(Name = "page")] int page = 1, CancellationToken cancellationToken = default)
    {
        Catalogue = await Catalogue.FindAsync(db, q, page, cancellationToken);
        Message = LikeMessage.Take(TempData);
    }
}
