using Admin.Data.Auth;
using Microsoft.AspNetCore.Identity;

namespace Admin.Api.Dashboard.Access;

/// <summary>
/// Signs people in to the dashboard. Whatever is wrong - the name, the password, the account, too many tries - the answer is the same, and
/// so is the work done for it.
/// </summary>
internal sealed class PasswordSignIn(
    AdminDbContext db,
    UserManager<User> users,
    PasswordVerifier passwords,
    SignInFailures failures,
    DeviceCookie devices,
    Sessions sessions,
    AuditLog audit,
    SignInMetrics metrics,
    TimeProvider time
)
{
    internal const int MaxNameLength = User.NameLength;

    /// <summary>Longer ones are refused unread, or hashing them would be a way to keep the processors busy.</summary>
    internal const int MaxPasswordLength = 4096;

    internal async Task<bool> TryAsync(HttpContext context, string name, string password)
    {
        var cancellationToken = context.RequestAborted;
        var address = ClientAddress.From(context);
        var account = users.NormalizeName(name)!;
        var user = await users.FindByNameAsync(name);
        var device = user is null ? null : devices.Find(context, user.Id);
        var admitted = await failures.AdmitAsync(account, address, device, cancellationToken);
        var result = await passwords.VerifyAsync(user, password, cancellationToken);
        var reason =
            !admitted ? "too many failures"
            : user is null ? "no such account"
            : result == PasswordVerificationResult.Failed ? "wrong password"
            : !user.IsActive ? "not active"
            : !user.IsStaff ? "not staff"
            : null;
        if (reason is not null || user is null)
        {
            metrics.Refused(reason!);
            await audit.WriteAsync(AuditKind.SignInRefused, name, address, $"user {name}", reason, cancellationToken);
            return false;
        }

        await failures.ForgetAsync(account, address, device, cancellationToken);
        // Only now: a refusal must not take longer because the password was right. The framework replaces the hash, and the stamp with it.
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
            await users.CheckPasswordAsync(user, password);
        if (user.SecurityStamp is null)
            await users.UpdateSecurityStampAsync(user);
        var now = time.GetUtcNow().UtcDateTime;
        await db
            .Users.Where(found => found.Id == user.Id)
            .ExecuteUpdateAsync(change => change.SetProperty(found => found.LastLogin, now), cancellationToken);
        audit.Add(AuditKind.SignedIn, user.Label, address, $"user {user.Label}");
        var session = await sessions.StartAsync(user, address, context.Request.Headers.UserAgent.ToString(), cancellationToken);
        await SessionCookie.SignInAsync(context, user, session);
        devices.Add(context, user.Id);
        return true;
    }
}
