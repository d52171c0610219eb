namespace Admin.Api.Dashboard.Likes;

/// <summary>Likes over time, of everything or of one product, and the products that got the most.</summary>
[Authorize(Policy = Permissions.Products.View)]
internal sealed class IndexModel(AdminDbContext db, LikesOverTime likes) : PageModel
{
    internal static readonly int[] Spans = [1, 7, 30, 90];
    private const int TopCount = 10;

    [BindProperty(SupportsGet = true)]
    public int Days { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Product { get; set; }

    /// <summary>The one product's; null for the likes of all.</summary>
    internal string? Title { get; private set; }

    internal LikeChart Chart { get; private set; } = null!;
    internal IReadOnlyList<TopProduct> Top { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Days = Spans.Contains(Days) ? Days : 30;
        if (Product is { } id)
        {
            Title = await db
                .Products.Where(product => product.Id == id)
                .Select(product => product.Title)
                .SingleOrDefaultAsync(cancellationToken);
            if (Title is null)
                return NotFound();
        }

        Chart = await likes.ChartAsync(Days, Product, HttpContext.Zone(), cancellationToken);
        if (Product is null)
            Top = await likes.TopAsync(Days, TopCount, HttpContext.Zone(), cancellationToken);
        return Page();
    }
}
