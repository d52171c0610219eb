using Admin.Data.Auth;

namespace Admin.Api.Dashboard.Tokens;

[Authorize(Policy = Permissions.Tokens.View)]
internal sealed class IndexModel(AdminDbContext db, ApiTokens tokens, AuditLog audit, TimeProvider time) : PageModel
{
    internal const int ShownAtMost = 500;

    internal IReadOnlyList<ApiToken> Rows { get; private set; } = [];

    internal DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Rows = await db
            .ApiTokens.AsNoTracking()
            .Include(token => token.Owner!.Permissions)
            .Include(token => token.Owner!.Groups)
                .ThenInclude(group => group.Permissions)
            .AsSplitQuery()
            .OrderBy(token => token.RevokedAt != null)
            .ThenByDescending(token => token.Id)
            .Take(ShownAtMost)
            .ToListAsync(cancellationToken);

    /// <summary>Whether the owner may still do all that the token was made for; until then it can do less, or nothing.</summary>
    internal static bool OwnerMay(ApiToken token) =>
        token.Owner is { IsActive: true, IsStaff: true } owner
        && Scopes
            .All.Where(scope => token.Scopes.Split(' ').Contains(scope.Name))
            .SelectMany(scope => scope.Needs)
            .All(UserRights.Of(owner).Can);

    public async Task<IActionResult> OnPostRevokeAsync(int id, CancellationToken cancellationToken)
    {
        if (!User.Can(Permissions.Tokens.Delete))
            return Forbid();
        if (await db.ApiTokens.SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } token)
            return NotFound();

        tokens.Revoke(token);
        audit.Add(HttpContext, AuditKind.TokenRevoked, $"token {token.Name}");
        await db.SaveChangesAsync(cancellationToken);
        TempData.Add(Flash.Named(FlashKind.Success, T("The token {0} was revoked."), token.Name, null));
        return RedirectToPage();
    }
}
