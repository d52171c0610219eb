using Admin.Api.Dashboard.Access;

namespace Admin.Api.Dashboard.Groups;

[Authorize(Policy = Permissions.Groups.View)]
[KeepsForm]
internal sealed class ChangeModel(AdminDbContext db, AuditLog audit) : PageModel
{
    [BindProperty]
    public GroupForm Form { get; set; } = new();

    internal Group Group { get; private set; } = null!;
    internal int Members { get; private set; }
    internal bool OutranksViewer { get; private set; }

    internal bool MayChange => User.Can(Permissions.Groups.Change) && !OutranksViewer;

    public async Task<IActionResult> OnGetAsync([FromRoute] int id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
            return this.Missing("/Groups/Index", T("A group with ID {0} doesn't exist. Perhaps it was deleted.", id));

        Form = GroupForm.From(Group);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] int id, string? then, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
            return this.Missing("/Groups/Index", T("A group with ID {0} doesn't exist. Perhaps it was deleted.", id));
        if (!MayChange || !GroupForm.MayBeGivenBy(User, Form.Permissions))
            return Forbid();
        if (!await Form.CheckAsync(db, id, ModelState, cancellationToken))
            return Page();

        var details = Form.ApplyTo(Group);
        audit.Add(HttpContext, AuditKind.GroupChanged, $"group {Group.Name}", details);
        await db.SaveChangesAsync(cancellationToken);

        var address = Url.Page("/Groups/Change", new { id });
        TempData.Add(Flash.Named(FlashKind.Success, T("The group {0} was changed."), Group.Name, address));
        return then == "stay" ? LocalRedirect(address!) : RedirectToPage("/Groups/Index");
    }

    private async Task<bool> LoadAsync(int id, CancellationToken cancellationToken)
    {
        if (
            await db.Groups.Include(found => found.Permissions).SingleOrDefaultAsync(found => found.Id == id, cancellationToken)
            is not { } group
        )
        {
            return false;
        }

        Group = group;
        Members = await db.Users.CountAsync(user => user.Groups.Any(found => found.Id == id), cancellationToken);
        OutranksViewer = !GroupForm.MayBeGivenBy(User, group.Permissions.Select(grant => grant.Permission));
        return true;
    }
}
