using Admin.Api.Dashboard.Access;
using Microsoft.AspNetCore.Identity;

namespace Admin.Api.Dashboard.Users;

[Authorize(Policy = Permissions.Users.Delete)]
internal sealed class DeleteModel(AdminDbContext db, UserManager<User> users, Accounts accounts, AuditLog audit) : PageModel
{
    internal User Account { get; private set; } = null!;
    internal int Sessions { get; private set; }
    internal int Tokens { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromRoute] int id, CancellationToken cancellationToken) =>
        await LoadAsync(id, cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync([FromRoute] int id, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } refusal)
            return refusal;

        var result = await accounts.ApplyAsync(
            async () =>
            {
                var user = await db.Users.SingleAsync(found => found.Id == id, cancellationToken);
                audit.Add(HttpContext, AuditKind.UserDeleted, $"user {user.Label}", $"{user.Name}, {user.Email}");
                return await users.DeleteAsync(user);
            },
            cancellationToken
        );
        if (!ModelState.Accept(result))
            return Page();

        TempData.Add(Flash.Named(FlashKind.Success, T("The user {0} was deleted."), Account.Label, null));
        return RedirectToPage("/Users/Index");
    }

    /// <summary>Users cannot delete themselves, or users with more permissions.</summary>
    private async Task<IActionResult?> LoadAsync(int id, CancellationToken cancellationToken)
    {
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } user)
            return NotFound();
        if (id == User.Id() || !User.Rights().Cover(await UserRights.ReadAsync(db, user, cancellationToken)))
            return Forbid();

        Account = user;
        Sessions = await db.Sessions.CountAsync(session => session.UserId == id, cancellationToken);
        Tokens = await db.ApiTokens.CountAsync(token => token.OwnerId == id && token.RevokedAt == null, cancellationToken);
        return null;
    }
}
