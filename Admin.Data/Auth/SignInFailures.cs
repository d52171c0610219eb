using Admin.Data.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Admin.Data.Auth;

/// <summary>The failed tries to sign in to one account that still count.</summary>
/// <param name="Failures">How many, from everywhere.</param>
/// <param name="IsLocked">Whether sign-in pauses for an address, a browser or the account as a whole.</param>
public sealed record SignInState(int Failures, bool IsLocked);

/// <summary>
/// Limits the guessing of passwords. An account is locked for the address that the failures came from; higher limits hold for an address
/// and for an account as a whole, so that many addresses are not many more tries. A browser that the account has signed in with before
/// counts for itself alone: what others do, from whatever address, does not lock it.
/// </summary>
public sealed class SignInFailures(AdminDbContext db, IOptions<SignInLimits> options, TimeProvider time)
{
    // No address begins like this.
    private const string Browser = "browser ";

    /// <summary>
    /// Counts a try before the password is looked at, so that many at once are not more than many in turn. False: too many failed lately.
    /// </summary>
    /// <param name="account">The user name, normalized.</param>
    /// <param name="address">Where the try came from.</param>
    /// <param name="device">The browser's id, if this account has signed in with it before.</param>
    public async Task<bool> AdmitAsync(string account, string address, string? device, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var since = now - options.Value.Window;
        (account, var source) = Key(account, address, device);
        var attempt = new SignInFailure
        {
            Account = account,
            Address = source,
            At = now,
        };
        db.SignInFailures.Add(attempt);
        await db.SaveChangesAsync(cancellationToken);

        var recent = db.SignInFailures.AsNoTracking().Where(failure => failure.At > since);
        var admitted =
            await recent.CountAsync(failure => failure.Account == account && failure.Address == source, cancellationToken)
                <= options.Value.Failures
            && (
                device is not null
                || (
                    await recent.CountAsync(failure => failure.Address == source, cancellationToken) <= options.Value.FailuresPerAddress
                    && await recent.CountAsync(
                        failure => failure.Account == account && !failure.Address.StartsWith(Browser),
                        cancellationToken
                    ) <= options.Value.FailuresPerAccount
                )
            );
        if (!admitted)
        {
            // A try while locked out does not make it longer.
            await db.SignInFailures.Where(failure => failure.Id == attempt.Id).ExecuteDeleteAsync(cancellationToken);
        }

        db.Entry(attempt).State = EntityState.Detached;
        return admitted;
    }

    /// <summary>The password was right: what failed before, from that address or in that browser, is forgotten.</summary>
    public async Task ForgetAsync(string account, string address, string? device, CancellationToken cancellationToken)
    {
        (account, var source) = Key(account, address, device);
        await db
            .SignInFailures.Where(failure => failure.Account == account && failure.Address == source)
            .ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>What lately failed for an account, and whether it is locked for any address or browser.</summary>
    public async Task<SignInState> StateAsync(string account, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow().UtcDateTime - options.Value.Window;
        account = Cut(account, User.NameLength);
        var bySource = await db
            .SignInFailures.Where(failure => failure.Account == account && failure.At > since)
            .GroupBy(failure => failure.Address)
            .Select(failures => new { Address = failures.Key, Count = failures.Count() })
            .ToListAsync(cancellationToken);
        var byAddresses = bySource
            .Where(source => !source.Address.StartsWith(Browser, StringComparison.Ordinal))
            .Sum(source => source.Count);
        return new SignInState(
            bySource.Sum(source => source.Count),
            bySource.Exists(source => source.Count >= options.Value.Failures) || byAddresses >= options.Value.FailuresPerAccount
        );
    }

    /// <summary>Forgets all that failed for an account.</summary>
    public Task ForgetAllAsync(string account, CancellationToken cancellationToken)
    {
        account = Cut(account, User.NameLength);
        return db.SignInFailures.Where(failure => failure.Account == account).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>As the table keeps them; names that differ only behind their greatest length are counted together.</summary>
    private static (string Account, string Source) Key(string account, string address, string? device) =>
        (Cut(account, User.NameLength), Cut(device is null ? address : Browser + device, AuthModel.AddressLength));

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
