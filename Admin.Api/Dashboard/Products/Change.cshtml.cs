using Admin.Api.Dashboard.Access;
using Admin.Api.Dashboard.Likes;

namespace Admin.Api.Dashboard.Products;

/// <summary>Shows a product and changes it. A stale form is not saved: it shows the newer changes and lets the user choose.</summary>
[Authorize(Policy = Permissions.Products.View)]
[KeepsForm]
internal sealed class ChangeModel(AdminDbContext db, ProductStore store, LikesOverTime likes, IOptions<StorefrontOptions> storefront)
    : PageModel
{
    private const int ChartDays = 30;

    [BindProperty(Name = "")]
    public ProductForm Form { get; set; } = new();

    internal Product Product { get; private set; } = null!;

    internal bool MayChange => User.Can(Permissions.Products.Change);

    /// <summary>Changes by others since the form was opened, newest first.</summary>
    internal IReadOnlyList<ProductRevision> Overtakers { get; private set; } = [];

    internal LikeChart Chart { get; private set; } = null!;

    internal string? OnSite => storefront.Value.Find(Product.Id);

    public async Task<IActionResult> OnGetAsync(int id, string? list, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } elsewhere)
            return elsewhere;

        Form = new ProductForm
        {
            Title = Product.Title,
            Image = Product.Image,
            Version = Product.Version,
            List = list,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int id, CancellationToken cancellationToken)
    {
        if (!MayChange)
            return Forbid();
        if (await LoadAsync(id, cancellationToken) is { } elsewhere)
            return elsewhere;
        if (Form.Check(ModelState, withLikes: false) is not { } input)
            return Page();

        var change = await store.UpdateAsync(id, input.Title, input.Image, Form.Version, User.Name(), cancellationToken);
        if (change.Outcome == ProductChangeOutcome.NotFound)
            return Gone(id);
        if (change.Outcome == ProductChangeOutcome.Stale)
            return await OvertakenAsync(change.Product!, cancellationToken);

        var address = Url.Page("/Products/Change", new { id, list = Form.List });
        TempData.Add(Flash.Named(FlashKind.Success, T("The product {0} was changed."), input.Title, address));
        return Form.Then switch
        {
            "add" => RedirectToPage("/Products/Add"),
            "stay" => LocalRedirect(address!),
            _ => LocalRedirect(Form.ListAddress(Url)),
        };
    }

    private async Task<IActionResult?> LoadAsync(int id, CancellationToken cancellationToken)
    {
        if (await db.Products.AsNoTracking().SingleOrDefaultAsync(product => product.Id == id, cancellationToken) is not { } product)
        {
            return await db.ProductHistory.AnyAsync(entry => entry.ProductId == id, cancellationToken)
                ? Gone(id)
                : this.Missing("/Products/Index", T("A product with ID {0} doesn't exist. Perhaps it was deleted.", id));
        }

        Product = product;
        Chart = await likes.ChartAsync(ChartDays, id, HttpContext.Zone(), cancellationToken);
        return null;
    }

    /// <summary>Its history is what is left of it, and the way to bring it back.</summary>
    private RedirectToPageResult Gone(int id)
    {
        TempData.Add(Flash.Warn(T("This product was deleted. Its history is kept, and it can be restored.")));
        return RedirectToPage("/Products/History", new { id });
    }

    private async Task<IActionResult> OvertakenAsync(Product current, CancellationToken cancellationToken)
    {
        Product = current;
        Overtakers = await db
            .ProductHistory.AsNoTracking()
            .Where(entry => entry.ProductId == current.Id && entry.Version > Form.Version)
            .OrderByDescending(entry => entry.Version)
            .ToListAsync(cancellationToken);
        // Saving again overwrites exactly what is shown, and no later change.
        Form.Version = current.Version;
        ModelState.Clear();
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }
}
