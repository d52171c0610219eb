using Admin.Api.Auth;
using Admin.Api.Dashboard.Shared;
using Admin.Data;
using Admin.Data.Audit;
using Admin.Data.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Admin.Api.Dashboard.Groups;

/// <summary>A new group.</summary>
[Authorize(Policy = Permissions.Groups.Add)]
internal sealed class AddModel(AdminDbContext db, AuditLog audit) : PageModel
{
    [BindProperty]
    public GroupForm Form { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(string? then, CancellationToken cancellation)
    {
        if (!await Form.CheckAsync(db, null, ModelState, cancellation))
            return Page();
        if (!GroupForm.MayBeGivenBy(User, Form.Permissions))
            return Forbid();

        var group = new Group { Name = "" };
        Form.ApplyTo(group);
        db.Groups.Add(group);
        audit.Add(HttpContext, AuditKind.GroupAdded, $"group {group.Name}", string.Join(", ", Form.Permissions));
        await db.SaveChangesAsync(cancellation);

        var address = Url.Page("/Groups/Change", new { id = group.Id });
        TempData.Add(new Flash(FlashKind.Success, "The group ", group.Name, address, " was added."));
        return then switch
        {
            "add" => RedirectToPage("/Groups/Add"),
            "stay" => LocalRedirect(address!),
            _ => RedirectToPage("/Groups/Index"),
        };
    }
}
