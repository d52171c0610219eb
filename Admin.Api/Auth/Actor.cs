using System.Security.Claims;

namespace Admin.Api.Auth;

internal static class Actor
{
    internal static string Name(this ClaimsPrincipal user) => user.Identity?.Name is { Length: > 0 } name ? name : "dashboard";
}
