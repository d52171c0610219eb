using Admin.Api.Dashboard.Access;
using Admin.Data.Auth;
using Microsoft.AspNetCore.Authentication;

namespace Admin.Api.Dashboard;

/// <summary>Signs out, by a form only: a picture on another site must not sign a user out.</summary>
internal sealed class LogoutModel(Sessions sessions, AuditLog audit) : PageModel
{
    public StatusCodeResult OnGet() => StatusCode(StatusCodes.Status405MethodNotAllowed);

    public async Task<IActionResult> OnPostAsync()
    {
        await sessions.EndAsync(User.Session(), HttpContext.RequestAborted);
        await audit.WriteAsync(HttpContext, AuditKind.SignedOut, $"user {User.Name()}");
        await HttpContext.SignOutAsync(DashboardAccess.Scheme);
        TempData.Add(Flash.Done(T("You are signed out.")));
        return RedirectToPage("/Login");
    }
}
