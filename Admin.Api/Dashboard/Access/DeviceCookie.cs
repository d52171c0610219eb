using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Admin.Api.Dashboard.Access;

/// <summary>
/// Marks a browser that an account has signed in with before, so that failures of strangers do not lock the account there (OWASP, "Slow
/// Down Online Guessing Attacks with Device Cookies"). It grants no access: such a browser has a few attempts of its own.
/// </summary>
internal sealed class DeviceCookie(IDataProtectionProvider protection)
{
    internal const string Name = "device";

    private const int MostUsers = 5;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector(nameof(DeviceCookie)).ToTimeLimitedDataProtector();

    /// <summary>The browser's id, if this user has signed in with it.</summary>
    internal string? Find(HttpContext context, int userId) =>
        Read(context) is { } device && device.Users.Contains(userId) ? device.Id : null;

    internal int? LastUser(HttpContext context) => Read(context)?.Users[^1];

    internal void Add(HttpContext context, int userId)
    {
        var known = Read(context);
        var id = known?.Id ?? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        int[] users = [.. (known?.Users ?? []).Where(user => user != userId).TakeLast(MostUsers - 1), userId];
        var text = $"{id}.{string.Join('.', users.Select(user => user.ToString(CultureInfo.InvariantCulture)))}";
        context.Response.Cookies.Append(
            Name,
            _protector.Protect(text, Lifetime),
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                MaxAge = Lifetime,
                Path = DashboardAccess.Root,
            }
        );
    }

    private Device? Read(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 } cookie)
            return null;

        try
        {
            var parts = _protector.Unprotect(cookie).Split('.');
            return new Device(parts[0], [.. parts.Skip(1).Select(user => int.Parse(user, CultureInfo.InvariantCulture))]);
        }
        catch (CryptographicException)
        {
            // Not ours, changed, too old, or encrypted with a key that is gone.
            return null;
        }
    }

    private sealed record Device(string Id, int[] Users);
}
