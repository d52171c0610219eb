using System.Security.Claims;
using System.Text.Encodings.Web;
using Admin.Data.Auth;
using Microsoft.AspNetCore.Authentication;

namespace Admin.Api.Rest.Access;

/// <summary>Reads the API token of the Authorization header. Nothing below <c>/admin</c> asks it, as nothing below <c>/api</c> reads a
/// cookie.</summary>
internal sealed class TokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ApiTokens tokens
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    internal const string Bearer = "Bearer";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer + " ", StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        if (await tokens.FindAsync(header[Bearer.Length..].Trim(), Context.RequestAborted) is not { } token)
            return AuthenticateResult.Fail("Invalid token.");

        var identity = new ClaimsIdentity(Scheme.Name);
        identity.AddClaim(new Claim(ClaimTypes.Name, $"token: {token.Name}"));
        identity.AddClaims(
            from scope in Scopes.All
            where token.Scopes.Contains(scope.Name) && scope.Needs.All(token.Owner.Can)
            select new Claim(Scopes.ClaimType, scope.Name)
        );
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }
}
