using Admin.Api.Dashboard.Access;

namespace Admin.Api.Dashboard.Users;

/// <summary>The first step of a new user: who it is. It may do nothing yet.</summary>
[Authorize(Policy = Permissions.Users.Add)]
[KeepsForm]
internal sealed class AddModel(Accounts accounts, AuditLog audit, TimeProvider time) : PageModel
{
    [BindProperty]
    public UserForm Form { get; set; } = new();

    [BindProperty]
    public NewPassword New { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Form.Check(ModelState);
        if (!New.IsEmpty)
            New.Check(ModelState);
        if (!ModelState.IsValid)
        {
            await AddOtherErrorsAsync(cancellationToken);
            return Page();
        }

        User added = null!;
        var result = await accounts.ApplyAsync(
            () =>
            {
                added = Make();
                audit.Add(HttpContext, AuditKind.UserAdded, $"user {added.Label}");
                return accounts.CreateAsync(added, New.IsEmpty ? null : New.Password, cancellationToken);
            },
            cancellationToken
        );
        if (!ModelState.Accept(result))
            return Page();

        var address = Url.Page("/Users/Change", new { id = added.Id });
        TempData.Add(Flash.Named(FlashKind.Success, T("The user {0} was added. Next, set permissions."), added.Label, address));
        return User.Can(Permissions.Users.View) ? LocalRedirect(address!) : RedirectToPage("/Index");
    }

    /// <summary>Says at once what else is wrong: names that are taken, a password that is too common.</summary>
    private async Task AddOtherErrorsAsync(CancellationToken cancellationToken)
    {
        var known = ModelState.Where(entry => entry.Value!.Errors.Count > 0).Select(entry => entry.Key).ToList();
        var errors = await accounts.FindErrorsAsync(Make(), New.IsEmpty ? null : New.Password, cancellationToken);
        foreach (var error in errors.Where(error => !known.Contains(error.Code, StringComparer.OrdinalIgnoreCase)))
            ModelState.AddModelError(error.Code.ToLowerInvariant(), T(error.Description));
    }

    private User Make() =>
        new()
        {
            Name = Form.Name ?? "",
            UserName = Form.Username,
            Email = Form.Email,
            DateJoined = time.GetUtcNow().UtcDateTime,
        };
}
