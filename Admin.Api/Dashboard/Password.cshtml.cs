using Admin.Api.Auth;
using Admin.Api.Dashboard.Access;
using Admin.Api.Dashboard.Shared;
using Admin.Api.Http;
using Admin.Data;
using Admin.Data.Audit;
using Admin.Data.Auth;
using Admin.Data.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Web;

namespace Admin.Api.Dashboard;

/// <summary>One's own password.</summary>
[EnableRateLimiting(RateLimits.SignIns)]
internal sealed class PasswordModel(
    AdminDbContext db, UserManager<User> users, Accounts accounts, SignInFailures failures, DeviceCookie devices, Sessions sessions, AuditLog audit) : PageModel
{
    [BindProperty]
    public string? Current { get; set; }

    [BindProperty]
    public NewPassword New { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await MayAsync(cancellation))
            ModelState.AddModelError("current", "Your current password was entered incorrectly. Please enter it again.");
        if (!New.Check(ModelState) || !ModelState.IsValid)
            return Page();

        User changed = null!;
        var result = await accounts.ApplyAsync(async () =>
        {
            changed = await db.Users.SingleAsync(user => user.Id == User.Id(), cancellation);
            audit.Add(HttpContext, AuditKind.PasswordChanged, $"user {changed.Label}", "by the user");
            return await accounts.SetPasswordAsync(changed, New.Password!);
        }, cancellation);
        if (!ModelState.Accept(result))
            return Page();

        await sessions.KeepOnlyAsync(User.Session(), changed, cancellation);
        TempData.Add(Flash.Done("Your password was changed. Your other sessions have ended."));
        return RedirectToPage("/Index");
    }

    /// <summary>Somebody at an unattended screen gets no more tries than at the door.</summary>
    private async Task<bool> MayAsync(CancellationToken cancellation)
    {
        var user = await db.Users.SingleAsync(found => found.Id == User.Id(), cancellation);
        var (account, address, device) = (users.NormalizeName(user.Label)!, ClientAddress.From(HttpContext), devices.Find(HttpContext, user.Id));
        var admitted = await failures.AdmitAsync(account, address, device, cancellation);
        if (Current is not { Length: > 0 and <= PasswordSignIn.MaxPasswordLength } || !await users.CheckPasswordAsync(user, Current) || !admitted)
            return false;

        await failures.ForgetAsync(account, address, device, cancellation);
        return true;
    }
}
