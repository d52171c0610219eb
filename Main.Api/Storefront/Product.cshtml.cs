namespace Main.Api.Storefront;

internal sealed class ProductModel(MainDbContext db) : PageModel
{
    internal Item Item { get; private set; } = null!;

    internal bool IsLiked { get; private set; }

    /// <summary>The outcome of the like that led here, without the page's script.</summary>
    internal LikeMessage? Message { get; private set; }

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken)
    {
        if (await Item.ReadAsync(db, [id], cancellationToken) is not [var item])
            return NotFound();

        Item = item;
        IsLiked = LikedProducts.From(Request).Contains(id);
        Message = LikeMessage.Take(TempData);
        return Page();
    }
}
