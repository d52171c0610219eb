using Admin.Api.Dashboard.Access;

namespace Admin.Api.Dashboard;

/// <summary>Sets the theme and the side bar for those without the page's script.</summary>
[AllowAnonymous]
internal sealed class PreferencesModel : PageModel
{
    public NotFoundResult OnGet() => NotFound();

    public IActionResult OnPost(string? theme, string? side, string? back)
    {
        if (Preference.Themes.Contains(theme))
            Response.Cookies.Append(Preference.ThemeCookie, theme!, Preference.Cookie());
        if (Preference.Sides.Contains(side))
            Response.Cookies.Append(Preference.SideCookie, side!, Preference.Cookie());
        return LocalRedirect(Addresses.IsOurs(back) ? Addresses.Encoded(back!) : DashboardAccess.Root);
    }
}
