using Admin.Api.Dashboard.Access;

namespace Admin.Api.Dashboard.Products;

[Authorize(Policy = Permissions.Products.Add)]
[KeepsForm]
internal sealed class AddModel(ProductStore store) : PageModel
{
    [BindProperty(Name = "")]
    public ProductForm Form { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Form.Check(ModelState, withLikes: true) is not { } input)
            return Page();

        var product = await store.CreateAsync(input.Title, input.Image, input.Likes, User.Name(), cancellationToken);
        var address = Url.Page("/Products/Change", new { id = product.Id });
        TempData.Add(
            new Flash(
                FlashKind.Success,
                "The product ",
                product.Title,
                address,
                Form.Then == "add" ? " was added. You may add another one." : " was added."
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
