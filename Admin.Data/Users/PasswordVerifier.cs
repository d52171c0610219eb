using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Admin.Data.Users;

/// <summary>
/// Checks a password with the same work whatever there is to check it against: a hash of ours, one imported from Django, an unusable one,
/// or no account at all. So the time that an answer takes does not tell accounts apart.
/// </summary>
public sealed class PasswordVerifier(
    AdminDbContext db,
    IPasswordHasher<User> hasher,
    IOptions<PasswordHasherOptions> options,
    IMemoryCache cache
)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    /// <summary>Whether the password is the user's; failed when there is no user.</summary>
    public async Task<PasswordVerificationResult> VerifyAsync(User? user, string password, CancellationToken cancellationToken)
    {
        var least = new HashingWork(options.Value.IterationCount, await MostImportedAsync(cancellationToken));
        return Verify(hasher, user?.PasswordHash, password, least).Result;
    }

    /// <summary>The result, and the work that it took: at least <paramref name="least"/>.</summary>
    internal static (PasswordVerificationResult Result, HashingWork Spent) Verify(
        IPasswordHasher<User> hasher,
        string? hash,
        string password,
        HashingWork least
    )
    {
        var result = hash is null ? PasswordVerificationResult.Failed : hasher.VerifyHashedPassword(AnyUser, hash, password);
        var spent = HashingWork.Of(hash);
        var rest = least.Complete(spent, password);
        return (result, new HashingWork(spent.Sha512 + rest.Sha512, spent.Sha256 + rest.Sha256));
    }

    // A hash holds nothing of its user.
    private static User AnyUser { get; } = new() { Name = "" };

    /// <summary>The iterations of the costliest imported hash that is left; imports are rare, and a sign-in replaces one.</summary>
    internal async Task<int> MostImportedAsync(CancellationToken cancellationToken) =>
        await cache.GetOrCreateAsync(
            nameof(MostImportedAsync),
            async entry =>
            {
                entry.AbsoluteExpirationRelativeToNow = Remembered;
                var most = await db
                    .Database.SqlQuery<ulong?>(
                        $"""
                        SELECT MAX(iterations) AS Value
                        FROM (SELECT CAST(SUBSTRING_INDEX(SUBSTRING_INDEX(password_hash, '$', 2), '$', -1) AS UNSIGNED) AS iterations
                              FROM users WHERE LEFT(password_hash, CHAR_LENGTH({DjangoHash.Prefix})) = {DjangoHash.Prefix}) AS imported
                        WHERE iterations <= {DjangoHash.MaxIterations}
                        """
                    )
                    .SingleAsync(cancellationToken);
                return (int)(most ?? 0);
            }
        );
}
