using System.Security.Claims;
using Admin.Data.Auth;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Admin.Api.Dashboard.Access;

/// <summary>The dashboard's cookie holds the key of a session and nothing else: user and permissions are read for every request.</summary>
internal static class SessionCookie
{
    internal const string Name = "session";

    // In the cookie, the session's key; in a request's user, the session's id.
    private const string SessionClaimType = "session";

    internal static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = Name;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.LoginPath = DashboardAccess.Root + "/login";
        cookie.ReturnUrlParameter = "next";
        cookie.SlidingExpiration = false;
        cookie.Events.OnValidatePrincipal = ValidateAsync;
        cookie.Events.OnRedirectToLogin = AskToSignInAsync;
        cookie.Events.OnRedirectToAccessDenied = RefuseAsync;
    }

    internal static string Session(this ClaimsPrincipal user) => user.FindFirstValue(SessionClaimType) ?? "";

    internal static int Id(this ClaimsPrincipal user) =>
        int.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "0", CultureInfo.InvariantCulture);

    /// <summary>What a signed-in person may do, to be compared with what others may.</summary>
    internal static UserRights Rights(this ClaimsPrincipal user) =>
        new(user.IsSuperuser(), Permissions.All.Select(permission => permission.Name).Where(user.Can).ToHashSet(StringComparer.Ordinal));

    /// <summary>Signs in; the rest of this request is the user's, and so is a token in the page that answers it.</summary>
    internal static Task SignInAsync(HttpContext context, User user, string session)
    {
        context.User = new ClaimsPrincipal(Identity(user, session));
        return context.SignInAsync(DashboardAccess.Scheme, context.User);
    }

    private static ClaimsIdentity Identity(User user, string session) =>
        new(
            [
                new Claim(ClaimTypes.NameIdentifier, user.Id.ToString(CultureInfo.InvariantCulture)),
                new Claim(ClaimTypes.Name, user.Label),
                new Claim(SessionClaimType, session),
            ],
            DashboardAccess.Scheme
        );

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var cancellationToken = context.HttpContext.RequestAborted;
        if (
            await services.GetRequiredService<Sessions>().FindAsync(context.Principal!.Session(), cancellationToken)
            is not var (session, user)
        )
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(DashboardAccess.Scheme);
            return;
        }

        var rights = await UserRights.ReadAsync(services.GetRequiredService<AdminDbContext>(), user, cancellationToken);
        var identity = Identity(user, session);
        identity.AddClaims(rights.Permissions.Select(permission => new Claim(Permissions.ClaimType, permission)));
        if (rights.IsSuperuser)
            identity.AddClaim(new Claim(Permissions.SuperuserClaimType, "true"));
        context.ReplacePrincipal(new ClaimsPrincipal(identity));
    }

    /// <summary>Asks for a sign-in, and says so where a session has ended. What was typed into a form goes along.</summary>
    private static async Task AskToSignInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        if (http.GetEndpoint()?.Metadata.GetMetadata<KeepsFormAttribute>() is not null && await KeptForm.ReadAsync(http) is { } kept)
        {
            http.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            http.Response.Headers.Location = KeepsFormAttribute.ResumeAddress(kept.Action);
            return;
        }

        var ended = string.IsNullOrEmpty(http.Request.Cookies[Name]) ? "" : "&ended=true";
        http.Response.Redirect(context.RedirectUri + ended);
    }

    private static async Task RefuseAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        await http
            .RequestServices.GetRequiredService<AuditLog>()
            .WriteAsync(http, AuditKind.AccessRefused, $"{http.Request.Method} {http.Request.Path}");
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
    }
}
