using System.Security.Claims;
using System.Text.Encodings.Web;
using Admin.Api.Auth;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ProductPlatform.Tests.Browser;

/// <summary>Replaces the dashboard's sign-in: the user that the cookie names, with the permissions that it lists.</summary>
internal sealed class TestSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    internal const string Cookie = "as";
    internal const string Superuser = "grace|*";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Cookies[Cookie]?.Split('|') is not [var name, var permissions])
            return Task.FromResult(AuthenticateResult.NoResult());

        List<Claim> claims = [new(ClaimTypes.Name, name), new(ClaimTypes.NameIdentifier, "1")];
        if (permissions == "*")
            claims.Add(new Claim(Permissions.SuperuserClaimType, "true"));
        claims.AddRange(permissions.Split('+').Select(permission => new Claim(Permissions.ClaimType, permission)));
        var person = new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme.Name));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(person, Scheme.Name)));
    }
}
