using Admin.Api.Auth;
using Admin.Api.Dashboard.Access;
using Admin.Api.Dashboard.Shared;
using Admin.Data;
using Admin.Data.Audit;
using Admin.Data.Auth;
using Admin.Data.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Admin.Api.Dashboard.Users;

/// <summary>Somebody else's password, for whoever forgot it. One's own needs the current one: that is another page.</summary>
[Authorize(Policy = Permissions.Users.Change)]
internal sealed class PasswordModel(AdminDbContext db, Accounts accounts, Sessions sessions, AuditLog audit) : PageModel
{
    [BindProperty]
    public NewPassword New { get; set; } = new();

    internal User Account { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync([FromRoute] int id, CancellationToken cancellation) => await LoadAsync(id, cancellation) ?? Page();

    public async Task<IActionResult> OnPostAsync([FromRoute] int id, CancellationToken cancellation)
    {
        if (await LoadAsync(id, cancellation) is { } elsewhere)
            return elsewhere;
        if (!New.Check(ModelState))
            return Page();

        var result = await accounts.ApplyAsync(async () =>
        {
            var user = await db.Users.SingleAsync(found => found.Id == id, cancellation);
            audit.Add(HttpContext, AuditKind.PasswordChanged, $"user {user.Label}");
            return await accounts.SetPasswordAsync(user, New.Password!);
        }, cancellation);
        if (!ModelState.Accept(result))
            return Page();

        await sessions.EndAllAsync(id, cancellation);
        TempData.Add(new Flash(FlashKind.Success, "The password of ", Account.Label, Url.Page("/Users/Change", new { id }), " was set."));
        return RedirectToPage("/Users/Change", new { id });
    }

    private async Task<IActionResult?> LoadAsync(int id, CancellationToken cancellation)
    {
        if (id == User.Id())
            return RedirectToPage("/Password");
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellation) is not { } user)
            return NotFound();

        Account = user;
        return User.Rights().Cover(await UserRights.ReadAsync(db, user, cancellation)) ? null : Forbid();
    }
}
