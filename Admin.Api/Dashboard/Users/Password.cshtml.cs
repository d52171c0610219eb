using Admin.Api.Dashboard.Access;
using Admin.Data.Auth;

namespace Admin.Api.Dashboard.Users;

/// <summary>Another user's password. One's own needs the current one: that is another page.</summary>
[Authorize(Policy = Permissions.Users.Change)]
internal sealed class PasswordModel(AdminDbContext db, Accounts accounts, Sessions sessions, AuditLog audit) : PageModel
{
    [BindProperty]
    public NewPassword New { get; set; } = new();

    internal User Account { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync([FromRoute] int id, CancellationToken cancellationToken) =>
        await LoadAsync(id, cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync([FromRoute] int id, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } elsewhere)
            return elsewhere;
        if (!New.Check(ModelState))
            return Page();

        var result = await accounts.ApplyAsync(
            async () =>
            {
                var user = await db.Users.SingleAsync(found => found.Id == id, cancellationToken);
                audit.Add(HttpContext, AuditKind.PasswordChanged, $"user {user.Label}");
                return await accounts.SetPasswordAsync(user, New.Password!);
            },
            cancellationToken
        );
        if (!ModelState.Accept(result))
            return Page();

        await sessions.EndAllAsync(id, cancellationToken);
        var address = Url.Page("/Users/Change", new { id });
        TempData.Add(Flash.Named(FlashKind.Success, T("The password of {0} was set."), Account.Label, address));
        return RedirectToPage("/Users/Change", new { id });
    }

    private async Task<IActionResult?> LoadAsync(int id, CancellationToken cancellationToken)
    {
        if (id == User.Id())
            return RedirectToPage("/Password");
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } user)
            return NotFound();

        Account = user;
        return User.Rights().Cover(await UserRights.ReadAsync(db, user, cancellationToken)) ? null : Forbid();
    }
}
