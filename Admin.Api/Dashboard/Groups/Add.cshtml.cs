using Admin.Api.Dashboard.Access;

namespace Admin.Api.Dashboard.Groups;

[Authorize(Policy = Permissions.Groups.Add)]
[KeepsForm]
internal sealed class AddModel(AdminDbContext db, AuditLog audit) : PageModel
{
    [BindProperty]
    public GroupForm Form { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(string? then, CancellationToken cancellationToken)
    {
        if (!await Form.CheckAsync(db, null, ModelState, cancellationToken))
            return Page();
        if (!GroupForm.MayBeGivenBy(User, Form.Permissions))
            return Forbid();

        var group = new Group { Name = "" };
        Form.ApplyTo(group);
        db.Groups.Add(group);
        audit.Add(HttpContext, AuditKind.GroupAdded, $"group {group.Name}", string.Join(", ", Form.Permissions));
        await db.SaveChangesAsync(cancellationToken);

        var address = Url.Page("/Groups/Change", new { id = group.Id });
        TempData.Add(Flash.Named(FlashKind.Success, T("The group {0} was added."), group.Name, address));
        return then switch
        {
            "add" => RedirectToPage("/Groups/Add"),
            "stay" => LocalRedirect(address!),
            _ => RedirectToPage("/Groups/Index"),
        };
    }
}
