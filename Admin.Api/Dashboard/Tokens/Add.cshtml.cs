using Admin.Api.Dashboard.Access;
using Admin.Data.Auth;

namespace Admin.Api.Dashboard.Tokens;

[Authorize(Policy = Permissions.Tokens.Add)]
[KeepsForm]
internal sealed class AddModel(AdminDbContext db, ApiTokens tokens, AuditLog audit, TimeProvider time) : PageModel
{
    internal static readonly int[] Lifetimes = [30, 90, 365, 0];

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public List<string> Scope { get; set; } = [];

    [BindProperty]
    public int Days { get; set; } = 90;

    internal string? Key { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var scopes = Scopes.All.Where(scope => Scope.Contains(scope.Name)).ToList();
        // A token must not have more permissions than its owner.
        if (!scopes.SelectMany(scope => scope.Needs).All(User.Can))
            return Forbid();
        if (!Check(scopes))
            return Page();

        DateTime? expiresAt = Days == 0 ? null : time.GetUtcNow().UtcDateTime.AddDays(Days);
        (_, Key) = tokens.Add(Name!, scopes.Select(scope => scope.Name), User.Id(), expiresAt);
        audit.Add(HttpContext, AuditKind.TokenAdded, $"token {Name}", string.Join(' ', scopes.Select(scope => scope.Name)));
        await db.SaveChangesAsync(cancellationToken);
        return Page();
    }

    private bool Check(List<Scope> scopes)
    {
        Name = Name?.Trim();
        ModelState.CheckText("name", T("Name"), Name, ApiToken.NameLength);
        if (scopes.Count == 0 || scopes.Count != Scope.Distinct().Count())
            ModelState.AddModelError("", T("Choose at least one of the scopes."));
        if (!Lifetimes.Contains(Days))
            ModelState.AddModelError("", T("Choose one of the times after which the token expires."));
        return ModelState.IsValid;
    }
}
