using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Admin.Data.Auth;

/// <summary>
/// Holds back whoever guesses passwords. An account is locked for the address that the failures came from, so that nobody can lock others
/// out of their accounts; much higher limits hold for an address, and for an account, as a whole.
/// </summary>
public sealed class SignInFailures(AdminDbContext db, IOptions<SignInLimits> options, TimeProvider time)
{
    /// <summary>Counts a try before the password is looked at, so that many at once are not more than many in turn. False: too many failed lately.</summary>
    public async Task<bool> AdmitAsync(string account, string address, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var since = now - options.Value.Window;
        var attempt = new SignInFailure { Account = account, Address = address, At = now };
        db.SignInFailures.Add(attempt);
        await db.SaveChangesAsync(cancellationToken);

        var recent = db.SignInFailures.AsNoTracking().Where(failure => failure.At > since);
        var admitted = await recent.CountAsync(failure => failure.Account == account && failure.Address == address, cancellationToken) <= options.Value.Failures
            && await recent.CountAsync(failure => failure.Address == address, cancellationToken) <= options.Value.FailuresPerAddress
            && await recent.CountAsync(failure => failure.Account == account, cancellationToken) <= options.Value.FailuresPerAccount;
        if (!admitted)
        {
            // A try while locked out does not make it longer.
            await db.SignInFailures.Where(failure => failure.Id == attempt.Id).ExecuteDeleteAsync(cancellationToken);
        }

        db.Entry(attempt).State = EntityState.Detached;
        return admitted;
    }

    /// <summary>The password was right: what failed before, from that address, is forgotten.</summary>
    public async Task ForgetAsync(string account, string address, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow().UtcDateTime - options.Value.Window;
        await db.SignInFailures
            .Where(failure => (failure.Account == account && failure.Address == address) || failure.At < since)
            .ExecuteDeleteAsync(cancellationToken);
    }
}
