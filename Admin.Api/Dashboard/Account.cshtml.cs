using Admin.Api.Dashboard.Access;
using Admin.Data.Auth;

namespace Admin.Api.Dashboard;

/// <summary>The viewer's own account: what everybody may see and end of it without a permission.</summary>
internal sealed class AccountModel(AdminDbContext db, Sessions sessions, AuditLog audit, TimeProvider time) : PageModel
{
    internal User Account { get; private set; } = null!;
    internal IReadOnlyList<UserSession> Open { get; private set; } = [];

    /// <summary>Now, in the viewer's zone: what the choices show as an example.</summary>
    internal DateTime Now => ZoneTime.ToLocal(time.GetUtcNow().UtcDateTime, HttpContext.Zone());

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
                ? Flash.Done(Counted(ended, "The session was ended.", "{0} sessions were ended."))
                : Flash.Warn(T("That session had ended already."))
        );
        return RedirectToPage();
    }

    /// <summary>Keeps the language and how times, dates and numbers are shown; what is empty or unknown follows the browser.</summary>
    public async Task<IActionResult> OnPostSettingsAsync(string? language, string? zone, string? dates, string? numbers)
    {
        List<string> changes = [];
        Keep(Preference.LanguageCookie, "language", Language.Find(language)?.Code);
        Keep(Preference.ChosenZoneCookie, "time zone", Preference.FindZone(zone)?.Id);
        Keep(Preference.DatesCookie, "dates", ViewerForm.IsDates(dates) ? dates : null);
        Keep(Preference.NumbersCookie, "numbers", ViewerForm.IsNumbers(numbers) ? numbers : null);
        if (changes.Count > 0)
            await audit.WriteAsync(HttpContext, AuditKind.SettingsChanged, $"user {User.Name()}", string.Join(", ", changes));
        // Said in the language that was chosen.
        CultureInfo.CurrentUICulture = (Language.Find(language) ?? Language.From(Request)).Culture;
        TempData.Add(Flash.Done(T("Your settings were saved.")));
        return RedirectToPage();

        void Keep(string cookie, string name, string? value)
        {
            if (Request.Cookies[cookie] == value)
                return;

            Preference.Keep(Response, cookie, value);
            changes.Add($"{name}: {value ?? "as the browser has it"}");
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Account = await db.Users.AsNoTracking().Include(user => user.Groups).SingleAsync(user => user.Id == User.Id(), cancellationToken);
        Open = await sessions.ListAsync(Account, cancellationToken);
    }
}
