using Admin.Data;
using Admin.Data.Audit;
using Admin.Data.Auth;
using Admin.Data.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Admin.Api.Auth;

/// <summary>
/// Signs people in to the dashboard. Whatever is wrong - the name, the password, the account, too many tries - the answer is the same, and so
/// is the work done for it.
/// </summary>
internal sealed class PasswordSignIn(
    AdminDbContext db, UserManager<User> users, IPasswordHasher<User> hasher, SignInFailures failures, Sessions sessions, AuditLog audit, TimeProvider time)
{
    internal const string Refusal =
        "Please enter the correct username and password for a staff account. Note that both fields may be case-sensitive.";

    /// <summary>Longer ones are refused unread, or hashing them would be a way to keep the processors busy.</summary>
    internal const int MaxPasswordLength = 4096;

    // The hash of a password that nobody has, made once: checking it takes as long as checking a real one.
    private static string? _nobodysHash;

    internal async Task<bool> TryAsync(HttpContext context, string name, string password)
    {
        var cancellation = context.RequestAborted;
        var address = context.Address();
        var account = users.NormalizeName(name)!;
        var admitted = await failures.AdmitAsync(account, address, cancellation);
        var user = await users.FindByNameAsync(name);
        var right = await CheckAsync(user, password);
        var reason = !admitted ? "too many failures"
            : user is null ? "no such account"
            : !right ? "wrong password"
            : !user.IsActive ? "not active"
            : !user.IsStaff ? "not staff"
            : null;
        if (reason is not null || user is null)
        {
            await audit.WriteAsync(AuditKind.SignInRefused, name, address, $"user {name}", reason, cancellation);
            return false;
        }

        await failures.ForgetAsync(account, address, cancellation);
        if (user.SecurityStamp is null)
            await users.UpdateSecurityStampAsync(user);
        var now = time.GetUtcNow().UtcDateTime;
        await db.Users.Where(found => found.Id == user.Id)
            .ExecuteUpdateAsync(change => change.SetProperty(found => found.LastLogin, now), cancellation);
        audit.Add(AuditKind.SignedIn, user.Label, address, $"user {user.Label}");
        var session = await sessions.StartAsync(user, address, context.Request.Headers.UserAgent.ToString(), cancellation);
        await SessionCookie.SignInAsync(context, user, session);
        return true;
    }

    private async Task<bool> CheckAsync(User? user, string password)
    {
        if (user?.PasswordHash is not null)
            return await users.CheckPasswordAsync(user, password);

        var nobody = new User { Name = "" };
        _nobodysHash ??= hasher.HashPassword(nobody, Guid.NewGuid().ToString());
        hasher.VerifyHashedPassword(nobody, _nobodysHash, password);
        return false;
    }
}
