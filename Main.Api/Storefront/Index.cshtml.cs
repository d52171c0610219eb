using Main.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Main.Api.Storefront;

/// <summary>The products, to look at and to like.</summary>
internal sealed class IndexModel(MainDbContext db) : PageModel
{
    internal Catalogue Catalogue { get; private set; } = null!;

    /// <summary>What became of the like that led here, for those without the page's script.</summary>
    internal LikeMessage? Message { get; private set; }

    // From the query by name: a route value that is called page is the framework's own.
    public async Task OnGetAsync(string? q, [FromQuery(Name = "page")] int page = 1, CancellationToken cancellation = default)
    {
        Catalogue = await Catalogue.FindAsync(db, q, page, cancellation);
        Message = LikeMessage.Take(TempData);
    }
}
