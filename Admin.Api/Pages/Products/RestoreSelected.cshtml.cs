using Admin.Api.Auth;
using Admin.Api.Pages.Layout;
using Admin.Data;
using Admin.Data.Products;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Admin.Api.Pages.Products;

/// <summary>Undoes deletions: of one product, or of those ticked in the list of deleted ones.</summary>
[Authorize(Policy = Permissions.Products.Add)]
internal sealed class RestoreSelectedModel(AdminDbContext db, ProductStore store, TimeProvider time) : PageModel
{
    public RedirectToPageResult OnGet() => RedirectToPage("/Products/Index", new { deleted = "yes" });

    public async Task<IActionResult> OnPostAsync([FromForm] Selection selection, [FromQuery(Name = "id")] int? one, CancellationToken cancellation)
    {
        var ids = one is { } id ? [id] : await selection.FindAsync(db, time.GetUtcNow().UtcDateTime, HttpContext.Zone(), cancellation);
        Product? last = null;
        var restored = 0;
        foreach (var next in ids)
        {
            var change = await store.RestoreAsync(next, User.Name(), cancellation);
            if (change.Outcome == ProductChangeOutcome.Done)
                (last, restored) = (change.Product, restored + 1);
        }

        TempData.Add(restored switch
        {
            0 => Flash.Warn(ids.Count == 0 ? "No product was selected." : "There was nothing to restore: it is back already, or it never was."),
            1 => new Flash(FlashKind.Success, "The product ", last!.Title, Url.Page("/Products/Change", new { id = last.Id }), " is back."),
            _ => Flash.Done($"{Times.Count(restored)} products are back."),
        });
        return RedirectToPage("/Products/Index");
    }
}
