using Admin.Api.Auth;
using Admin.Api.Dashboard.Shared;
using Admin.Data;
using Admin.Data.Audit;
using Admin.Data.Auth;
using Admin.Data.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Admin.Api.Dashboard.Tokens;

/// <summary>The list of API tokens.</summary>
[Authorize(Policy = Permissions.Tokens.View)]
internal sealed class IndexModel(AdminDbContext db, ApiTokens tokens, AuditLog audit, TimeProvider time) : PageModel
{
    internal const int ShownAtMost = 500;

    internal IReadOnlyList<ApiToken> Rows { get; private set; } = [];

    internal DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task OnGetAsync(CancellationToken cancellation) =>
        Rows = await db.ApiTokens.AsNoTracking().Include(token => token.Owner!.Permissions).Include(token => token.Owner!.Groups).ThenInclude(group => group.Permissions).AsSplitQuery()
            .OrderBy(token => token.RevokedAt != null).ThenByDescending(token => token.Id).Take(ShownAtMost).ToListAsync(cancellation);

    /// <summary>Whether the owner may still do all that the token was made for; until then it can do less, or nothing.</summary>
    internal static bool OwnerMay(ApiToken token) => token.Owner is { IsActive: true, IsStaff: true } owner
        && Scopes.All.Where(scope => token.Scopes.Split(' ').Contains(scope.Name)).SelectMany(scope => scope.Needs).All(UserRights.Of(owner).Can);

    public async Task<IActionResult> OnPostRevokeAsync(int id, CancellationToken cancellation)
    {
        if (!User.Can(Permissions.Tokens.Delete))
            return Forbid();
        if (await db.ApiTokens.SingleOrDefaultAsync(found => found.Id == id, cancellation) is not { } token)
            return NotFound();

        tokens.Revoke(token);
        audit.Add(HttpContext, AuditKind.TokenRevoked, $"token {token.Name}");
        await db.SaveChangesAsync(cancellation);
        TempData.Add(new Flash(FlashKind.Success, "The token ", token.Name, null, " was revoked."));
        return RedirectToPage();
    }
}
