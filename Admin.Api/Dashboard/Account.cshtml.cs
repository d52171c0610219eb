using Admin.Api.Dashboard.Access;
using Admin.Data.Auth;

namespace Admin.Api.Dashboard;

/// <summary>The viewer's own account: what everybody may see and end of it without a permission.</summary>
internal sealed class AccountModel(AdminDbContext db, Sessions sessions, AuditLog audit) : PageModel
{
    internal User Account { get; private set; } = null!;
    internal IReadOnlyList<UserSession> Open { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    /// <summary>Ends one session of the viewer, or all but this one when none is named.</summary>
    public async Task<IActionResult> OnPostRevokeAsync(string? session, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        var ended = 0;
        foreach (var open in Open.Where(open => session is null ? open.Id != User.Session() : open.Id == session))
            ended += await sessions.EndAsync(open.Id, cancellationToken);
        if (ended > 0)
            await audit.WriteAsync(HttpContext, AuditKind.SessionsRevoked, $"user {Account.Label}", $"{ended} ended, by the user");
        TempData.Add(
            ended > 0
                ? Flash.Done(ended == 1 ? "The session was ended." : $"{ended} sessions were ended.")
                : Flash.Warn("That session had ended already.")
        );
        return RedirectToPage();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Account = await db.Users.AsNoTracking().Include(user => user.Groups).SingleAsync(user => user.Id == User.Id(), cancellationToken);
        Open = await sessions.ListAsync(Account, cancellationToken);
    }
}
