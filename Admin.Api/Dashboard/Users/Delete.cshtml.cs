using Admin.Api.Auth;
using Admin.Api.Dashboard.Access;
using Admin.Api.Dashboard.Shared;
using Admin.Data;
using Admin.Data.Audit;
using Admin.Data.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Admin.Api.Dashboard.Users;

/// <summary>Says what goes with an account, and deletes it.</summary>
[Authorize(Policy = Permissions.Users.Delete)]
internal sealed class DeleteModel(AdminDbContext db, UserManager<User> users, Accounts accounts, AuditLog audit) : PageModel
{
    internal User Account { get; private set; } = null!;

    internal int Sessions { get; private set; }

    internal int Tokens { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromRoute] int id, CancellationToken cancellation) => await LoadAsync(id, cancellation) ?? Page();

    public async Task<IActionResult> OnPostAsync([FromRoute] int id, CancellationToken cancellation)
    {
        if (await LoadAsync(id, cancellation) is { } refusal)
            return refusal;

        var result = await accounts.ApplyAsync(async () =>
        {
            var user = await db.Users.SingleAsync(found => found.Id == id, cancellation);
            audit.Add(HttpContext, AuditKind.UserDeleted, $"user {user.Label}", $"{user.Name}, {user.Email}");
            return await users.DeleteAsync(user);
        }, cancellation);
        if (!ModelState.Accept(result))
            return Page();

        TempData.Add(new Flash(FlashKind.Success, "The user ", Account.Label, null, " was deleted."));
        return RedirectToPage("/Users/Index");
    }

    /// <summary>Nobody deletes themselves, or somebody who may do more.</summary>
    private async Task<IActionResult?> LoadAsync(int id, CancellationToken cancellation)
    {
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellation) is not { } user)
            return NotFound();
        if (id == User.Id() || !User.Rights().Cover(await UserRights.ReadAsync(db, user, cancellation)))
            return Forbid();

        Account = user;
        Sessions = await db.Sessions.CountAsync(session => session.UserId == id, cancellation);
        Tokens = await db.ApiTokens.CountAsync(token => token.OwnerId == id && token.RevokedAt == null, cancellation);
        return null;
    }
}
