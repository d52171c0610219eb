using Admin.Api.Dashboard.Access;

namespace Admin.Api.Dashboard;

/// <summary>
/// Takes a form that was refused, as the browser sends it again, and leads back to it: through the sign-in where there is no session. It saves
/// nothing, so it needs no token; forms of other sites are refused.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class ResumeModel : PageModel
{
    [FromQuery(Name = "to")]
    public string? To { get; set; }

    internal KeptForm Kept { get; private set; } = null!;

    internal bool IsSignedIn => User.Identity is { IsAuthenticated: true };

    public LocalRedirectResult OnGet() => LocalRedirect(Addresses.IsOurs(To) ? Addresses.Encoded(To!) : DashboardAccess.Root);

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Addresses.IsOurs(To) || await KeptForm.ReadAsync(HttpContext) is not { } kept)
            return BadRequest();

        Kept = kept with { Action = To! };
        return Page();
    }
}
