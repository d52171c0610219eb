using Admin.Api.Dashboard.Access;
using Admin.Api.Http;
using Admin.Data.Auth;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;

namespace Admin.Api.Dashboard;

[EnableRateLimiting(RateLimits.SignIns)]
internal sealed class PasswordModel(
    AdminDbContext db,
    UserManager<User> users,
    Accounts accounts,
    SignInFailures failures,
    DeviceCookie devices,
    Sessions sessions,
    AuditLog audit
) : PageModel
{
    [BindProperty]
    public string? Current { get; set; }

    [BindProperty]
    public NewPassword New { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await MayAsync(cancellationToken))
            ModelState.AddModelError("current", T("Your current password was entered incorrectly. Please enter it again."));
        if (!New.Check(ModelState) || !ModelState.IsValid)
            return Page();

        User changed = null!;
        var result = await accounts.ApplyAsync(
            async () =>
            {
                changed = await db.Users.SingleAsync(user => user.Id == User.Id(), cancellationToken);
                audit.Add(HttpContext, AuditKind.PasswordChanged, $"user {changed.Label}", "by the user");
                return await accounts.SetPasswordAsync(changed, New.Password!);
            },
            cancellationToken
        );
        if (!ModelState.Accept(result))
            return Page();

        await sessions.KeepOnlyAsync(User.Session(), changed, cancellationToken);
        TempData.Add(Flash.Done(T("Your password was changed. Your other sessions have ended.")));
        return RedirectToPage("/Index");
    }

    /// <summary>At an unattended screen there are no more attempts than at sign-in.</summary>
    private async Task<bool> MayAsync(CancellationToken cancellationToken)
    {
        var user = await db.Users.SingleAsync(found => found.Id == User.Id(), cancellationToken);
        var (account, address, device) = (
            users.NormalizeName(user.Label)!,
            ClientAddress.From(HttpContext),
            devices.Find(HttpContext, user.Id)
        );
        var admitted = await failures.AdmitAsync(account, address, device, cancellationToken);
        if (
            Current is not { Length: > 0 and <= PasswordSignIn.MaxPasswordLength }
            || !await users.CheckPasswordAsync(user, Current)
            || !admitted
        )
        {
            return false;
        }

        await failures.ForgetAsync(account, address, device, cancellationToken);
        return true;
    }
}
