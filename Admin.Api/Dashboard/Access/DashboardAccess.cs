using System.Security.Claims;
using Admin.Api.Rest.Access;
using Admin.Data.Auth;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Admin.Api.Dashboard.Access;

internal static class DashboardAccess
{
    /// <summary>The path below which the dashboard lies.</summary>
    internal const string Root = "/admin";

    /// <summary>The cookie scheme of the dashboard; nothing under /api reads it.</summary>
    internal const string Scheme = "admin";

    /// <summary>The policy of every page that says nothing else: signed in, active and staff.</summary>
    internal const string Staff = "staff";

    /// <summary>Adds the sign-in cookie, API tokens and a policy per permission. No scheme is the default: each endpoint names its
    /// own.</summary>
    internal static void AddDashboardAccess(this WebApplicationBuilder builder)
    {
        // After Razor Pages' own setup, which begins with a new list of conventions.
        builder.Services.PostConfigure<RazorPagesOptions>(pages => pages.Conventions.AuthorizeFolder("/", Staff));
        builder.Services.AddScoped<PasswordSignIn>();
        builder.Services.AddSingleton<SignInMetrics>();
        builder.Services.AddSingleton<DeviceCookie>();
        builder.Services.AddSingleton<SessionStreams>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SessionStreams>());
        builder
            .Services.AddAuthentication(schemes => schemes.DefaultChallengeScheme = schemes.DefaultForbidScheme = Scheme)
            .AddCookie(Scheme, SessionCookie.Configure)
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(TokenHandler.Bearer, null);
        builder
            .Services.AddOptions<CookieAuthenticationOptions>(Scheme)
            .Configure(
                (CookieAuthenticationOptions cookie, IOptions<SessionLimits> limits) => cookie.ExpireTimeSpan = limits.Value.Lifetime
            );
        builder.Services.AddAuthorization(policies =>
        {
            policies.AddPolicy(Staff, ForStaff(_ => true));
            foreach (var permission in Permissions.All.Select(permission => permission.Name).Append(Permissions.Changes.View))
                policies.AddPolicy(permission, ForStaff(user => user.Can(permission)));
        });
    }

    private static AuthorizationPolicy ForStaff(Func<ClaimsPrincipal, bool> may) =>
        new AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().RequireAssertion(context => may(context.User)).Build();
}
