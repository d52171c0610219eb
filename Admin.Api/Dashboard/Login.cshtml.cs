using Admin.Api.Dashboard.Access;
using Admin.Api.Http;
using Admin.Data.Auth;
using Microsoft.AspNetCore.RateLimiting;

namespace Admin.Api.Dashboard;

[AllowAnonymous]
[SignedInElsewhere]
[EnableRateLimiting(RateLimits.SignIns)]
internal sealed class LoginModel(PasswordSignIn signIn, IOptions<SignInLimits> limits) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Next { get; set; }

    [BindProperty]
    public string? Username { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>A form that was typed before the session ended, packed.</summary>
    [BindProperty]
    public string? Kept { get; set; }

    /// <summary>Whether the user was signed in before.</summary>
    internal bool Ended { get; private set; }

    /// <summary>The form to go back to, after signing in.</summary>
    internal KeptForm? Returning { get; private set; }

    private string Destination => Addresses.IsOurs(Next) ? Addresses.Encoded(Next!) : DashboardAccess.Root;

    public IActionResult OnGet(bool ended)
    {
        Ended = ended;
        return User.Identity is { IsAuthenticated: true } ? LocalRedirect(Destination) : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        // Nothing else is said, not even that a field is empty: there is one answer to everything that is not right.
        ModelState.Clear();
        var name = Username?.Trim() ?? "";
        if (
            name.Length is > 0 and <= PasswordSignIn.MaxNameLength
            && Password is { Length: > 0 and <= PasswordSignIn.MaxPasswordLength }
            && await signIn.TryAsync(HttpContext, name, Password)
        )
        {
            Returning = KeptForm.Unpack(Kept);
            return Returning is null ? LocalRedirect(Destination) : Page();
        }

        ModelState.AddModelError(
            "",
            T("Please enter the correct user name and password for a staff account. Note that both fields may be case-sensitive.")
        );
        // Said after every failure, so that it tells nothing of the account.
        ModelState.AddModelError("", Pause(limits.Value.Failures, limits.Value.Window));
        return Page();
    }

    private static string Pause(int failures, TimeSpan time) =>
        time.TotalMinutes < 2 ? T("After {0} failures, sign-in pauses for {1} seconds.", failures, Times.Count(time.TotalSeconds))
        : time.TotalHours < 2 ? T("After {0} failures, sign-in pauses for {1} minutes.", failures, Times.Count(time.TotalMinutes))
        : T("After {0} failures, sign-in pauses for {1} hours.", failures, Times.Count(time.TotalHours));
}
