using Admin.Api.Auth;
using Admin.Api.Dashboard.Shared;
using Admin.Data;
using Admin.Data.Audit;
using Admin.Data.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Admin.Api.Dashboard.Groups;

/// <summary>Says who loses what with a group, and deletes it.</summary>
[Authorize(Policy = Permissions.Groups.Delete)]
internal sealed class DeleteModel(AdminDbContext db, AuditLog audit) : PageModel
{
    internal Group Group { get; private set; } = null!;

    internal int Members { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromRoute] int id, CancellationToken cancellation) => await LoadAsync(id, cancellation) ?? Page();

    public async Task<IActionResult> OnPostAsync([FromRoute] int id, CancellationToken cancellation)
    {
        if (await LoadAsync(id, cancellation) is { } refusal)
            return refusal;

        db.Groups.Remove(Group);
        audit.Add(HttpContext, AuditKind.GroupDeleted, $"group {Group.Name}", $"{Members} users");
        await db.SaveChangesAsync(cancellation);
        TempData.Add(new Flash(FlashKind.Success, "The group ", Group.Name, null, " was deleted."));
        return RedirectToPage("/Groups/Index");
    }

    private async Task<IActionResult?> LoadAsync(int id, CancellationToken cancellation)
    {
        if (await db.Groups.Include(found => found.Permissions).SingleOrDefaultAsync(found => found.Id == id, cancellation) is not { } group)
            return NotFound();
        if (!GroupForm.MayBeGivenBy(User, group.Permissions.Select(grant => grant.Permission)))
            return Forbid();

        Group = group;
        Members = await db.Users.CountAsync(user => user.Groups.Any(found => found.Id == id), cancellation);
        return null;
    }
}
