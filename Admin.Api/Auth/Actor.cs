using System.Security.Claims;

namespace Admin.Api.Auth;

internal static class Actor
{
    /// <summary>The name under which a change is recorded.</summary>
    internal static string Name(this ClaimsPrincipal user) => user.Identity?.Name is { Length: > 0 } name ? name : "dashboard";
}
