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
            return Page();

        User added = null!;
        var result = await accounts.ApplyAsync(
            () =>
            {
                added = new User
                {
                    Name = Form.Name!,
                    UserName = Form.Username,
                    Email = Form.Email,
                    DateJoined = time.GetUtcNow().UtcDateTime,
                };
                audit.Add(HttpContext, AuditKind.UserAdded, $"user {added.Label}");
                return accounts.CreateAsync(added, New.IsEmpty ? null : New.Password, cancellationToken);
            },
            cancellationToken
        );
        if (!ModelState.Accept(result))
            return Page();

        var address = Url.Page("/Users/Change", new { id = added.Id });
        TempData.Add(new Flash(FlashKind.Success, "The user ", added.Label, address, " was added. Next, set permissions."));
        return User.Can(Permissions.Users.View) ? LocalRedirect(address!) : RedirectToPage("/Index");
    }
}
