using Admin.Api.Dashboard.Access;
using Admin.Data.Auth;
using Microsoft.AspNetCore.Identity;

namespace Admin.Api.Dashboard.Users;

/// <summary>One user: who it is, what the user may do, where the user is signed in.</summary>
[Authorize(Policy = Permissions.Users.View)]
[KeepsForm]
internal sealed class ChangeModel(
    AdminDbContext db,
    UserManager<User> users,
    Accounts accounts,
    IdentityErrorDescriber errors,
    Sessions sessions,
    SignInFailures failures,
    AuditLog audit
) : PageModel
{
    [BindProperty]
    public UserForm Form { get; set; } = new();

    [BindProperty]
    public RightsForm Rights { get; set; } = new();

    [BindProperty(Name = "stamp")]
    public string? Stamp { get; set; }

    internal User Account { get; private set; } = null!;
    internal IReadOnlyList<Group> Groups { get; private set; } = [];
    internal IReadOnlyList<UserSession> Open { get; private set; } = [];
    internal SignInState SignIns { get; private set; } = new(0, false);

    /// <summary>By permission, the user's groups that give it.</summary>
    internal ILookup<string, string> FromGroups =>
        Groups
            .Where(group => Account.Groups.Any(mine => mine.Id == group.Id))
            .SelectMany(group => group.Permissions, (group, grant) => (grant.Permission, group.Name))
            .ToLookup(pair => pair.Permission, pair => pair.Name);

    /// <summary>Whether the viewer may change this user: who may do more than the viewer is not the viewer's to change.</summary>
    internal bool MayChange { get; private set; }

    internal bool OutranksViewer { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromRoute] int id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
            return this.Missing("/Users/Index", T("A user with ID {0} doesn't exist. Perhaps it was deleted.", id));

        (Form, Rights, Stamp) = (UserForm.From(Account), RightsForm.From(Account), Account.ConcurrencyStamp);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] int id, string? then, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
            return this.Missing("/Users/Index", T("A user with ID {0} doesn't exist. Perhaps it was deleted.", id));

        var groups = Groups.Where(group => Rights.Groups.Contains(group.Id)).ToList();
        if (!MayChange || !Rights.MayBeGivenBy(User, groups))
            return Forbid();
        if (!Form.Check(ModelState) || !CheckKnown())
            return Page();
        if (!ModelState.Accept(await accounts.ApplyAsync(() => SaveAsync(id, cancellationToken), cancellationToken)))
            return Page();

        var address = Url.Page("/Users/Change", new { id });
        TempData.Add(Flash.Named(FlashKind.Success, T("The user {0} was changed."), Form.Username!, address));
        return then == "stay" ? LocalRedirect(address!) : RedirectToPage("/Users/Index");
    }

    /// <summary>Ends one session, or all of them when none is named.</summary>
    public async Task<IActionResult> OnPostRevokeAsync([FromRoute] int id, string? session, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
            return NotFound();
        if (!MayChange)
            return Forbid();

        var ended =
            session is null ? await sessions.EndAllAsync(id, cancellationToken)
            : Open.Any(open => open.Id == session) ? await sessions.EndAsync(session, cancellationToken)
            : 0;
        await audit.WriteAsync(HttpContext, AuditKind.SessionsRevoked, $"user {Account.Label}", $"{ended} ended");
        TempData.Add(
            ended > 0
                ? Flash.Done(Counted(ended, "The session was ended.", "{0} sessions were ended."))
                : Flash.Warn(T("That session had ended already."))
        );
        return RedirectToPage(new { id });
    }

    /// <summary>Forgets failed sign-ins, whatever address or browser they came from.</summary>
    public async Task<IActionResult> OnPostUnlockAsync([FromRoute] int id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
            return NotFound();
        if (!MayChange)
            return Forbid();

        await failures.ForgetAllAsync(users.NormalizeName(Account.Label)!, cancellationToken);
        await audit.WriteAsync(HttpContext, AuditKind.UserChanged, $"user {Account.Label}", "sign-in unlocked");
        TempData.Add(Flash.Done(T("The user can sign in again.")));
        return RedirectToPage(new { id });
    }

    private async Task<IdentityResult> SaveAsync(int id, CancellationToken cancellationToken)
    {
        var user = await db
            .Users.Include(found => found.Groups)
                .ThenInclude(group => group.Permissions)
            .Include(found => found.Permissions)
            .AsSplitQuery()
            .SingleAsync(found => found.Id == id, cancellationToken);
        if (user.ConcurrencyStamp != Stamp)
            return IdentityResult.Failed(errors.ConcurrencyFailure());

        var groups = await db.Groups.Where(group => Rights.Groups.Contains(group.Id)).ToListAsync(cancellationToken);
        var before = (user.UserName, user.Name, user.Email);
        (user.UserName, user.Name, user.Email) = (Form.Username, Form.Name!, Form.Email);
        var details = Rights.ApplyTo(user, groups);
        if (before != (user.UserName, user.Name, user.Email))
            details = $"was {before.UserName}, {before.Name}, {before.Email}{(details.Length > 0 ? ", " : "")}{details}";
        audit.Add(HttpContext, AuditKind.UserChanged, $"user {user.Label}", details);
        return await accounts.UpdateAsync(user, cancellationToken);
    }

    private bool CheckKnown()
    {
        if (Rights.Permissions.Except(Permissions.All.Select(permission => permission.Name)).Any())
            ModelState.AddModelError("", T("One of the permissions does not exist."));
        return ModelState.IsValid;
    }

    private async Task<bool> LoadAsync(int id, CancellationToken cancellationToken)
    {
        var user = await db
            .Users.AsNoTracking()
            .Include(found => found.Groups)
            .Include(found => found.Permissions)
            .AsSplitQuery()
            .SingleOrDefaultAsync(found => found.Id == id, cancellationToken);
        if (user is null)
            return false;

        Account = user;
        OutranksViewer = !User.Rights().Cover(await UserRights.ReadAsync(db, user, cancellationToken));
        MayChange = User.Can(Permissions.Users.Change) && !OutranksViewer;
        Groups = await db
            .Groups.AsNoTracking()
            .Include(group => group.Permissions)
            .OrderBy(group => group.Name)
            .ToListAsync(cancellationToken);
        Open = await sessions.ListAsync(user, cancellationToken);
        SignIns = await failures.StateAsync(users.NormalizeName(user.Label)!, cancellationToken);
        return true;
    }
}
