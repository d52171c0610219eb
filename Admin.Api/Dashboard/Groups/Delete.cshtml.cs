namespace Admin.Api.Dashboard.Groups;

[Authorize(Policy = Permissions.Groups.Delete)]
internal sealed class DeleteModel(AdminDbContext db, AuditLog audit) : PageModel
{
    internal Group Group { get; private set; } = null!;
    internal int Members { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromRoute] int id, CancellationToken cancellationToken) =>
        await LoadAsync(id, cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync([FromRoute] int id, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } refusal)
            return refusal;

        db.Groups.Remove(Group);
        audit.Add(HttpContext, AuditKind.GroupDeleted, $"group {Group.Name}", $"{Members} users");
        await db.SaveChangesAsync(cancellationToken);
        TempData.Add(Flash.Named(FlashKind.Success, T("The group {0} was deleted."), Group.Name, null));
        return RedirectToPage("/Groups/Index");
    }

    private async Task<IActionResult?> LoadAsync(int id, CancellationToken cancellationToken)
    {
        if (
            await db.Groups.Include(found => found.Permissions).SingleOrDefaultAsync(found => found.Id == id, cancellationToken)
            is not { } group
        )
        {
            return NotFound();
        }

        if (!GroupForm.MayBeGivenBy(User, group.Permissions.Select(grant => grant.Permission)))
            return Forbid();

        Group = group;
        Members = await db.Users.CountAsync(user => user.Groups.Any(found => found.Id == id), cancellationToken);
        return null;
    }
}
