using Admin.Api.Dashboard.Access;

namespace Admin.Api.Dashboard.Products;

[Authorize(Policy = Permissions.Products.Add)]
[KeepsForm]
internal sealed class AddModel(AdminDbContext db, ProductStore store) : PageModel
{
    [BindProperty(Name = "")]
    public ProductForm Form { get; set; } = new();

    /// <param name="from">The id of a product whose title and picture the form begins with.</param>
    public async Task OnGetAsync(int? from, CancellationToken cancellationToken)
    {
        if (
            from is { } id
            && await db.Products.AsNoTracking().SingleOrDefaultAsync(product => product.Id == id, cancellationToken) is { } original
        )
        {
            (Form.Title, Form.Image) = (original.Title, original.Image);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Form.Check(ModelState, withLikes: true) is not { } input)
            return Page();

        var product = await store.CreateAsync(input.Title, input.Image, input.Likes, User.Name(), cancellationToken);
        var address = Url.Page("/Products/Change", new { id = product.Id });
        TempData.Add(
            Flash.Named(
                FlashKind.Success,
                Form.Then == "add" ? T("The product {0} was added. You may add another one.") : T("The product {0} was added."),
                product.Title,
                address
            )
        );
        return Form.Then switch
        {
            "add" => RedirectToPage("/Products/Add"),
            "stay" => LocalRedirect(address!),
            _ => RedirectToPage("/Products/Index"),
        };
    }
}
