using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Admin.Data.Users;

/// <summary>
/// Hashes as Identity does, and reads what Django wrote as well (<c>pbkdf2_sha256$iterations$salt$hash</c>), so that people keep their
/// passwords. Such a hash is replaced at the first sign-in.
/// </summary>
internal sealed class DjangoPasswordHasher(IOptions<PasswordHasherOptions> options) : PasswordHasher<User>(options)
{
    private const string Algorithm = "pbkdf2_sha256";
    private const int HashBytes = 32;

    /// <summary>A row that somebody else wrote must not keep this process busy for minutes.</summary>
    private const int MaxIterations = 10_000_000;

    public override PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
    {
        if (!hashedPassword.Contains('$', StringComparison.Ordinal))
            return VerifyOwn(user, hashedPassword, providedPassword);

        return hashedPassword.Split('$') is [Algorithm, var iterations, { Length: > 0 } salt, var hash]
            && int.TryParse(iterations, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= MaxIterations
            && Matches(providedPassword, salt, count, hash)
                ? PasswordVerificationResult.SuccessRehashNeeded
                : PasswordVerificationResult.Failed;
    }

    private PasswordVerificationResult VerifyOwn(User user, string hash, string password)
    {
        try
        {
            return base.VerifyHashedPassword(user, hash, password);
        }
        catch (FormatException)
        {
            // Django marks accounts without a usable password with text that is no hash at all.
            return PasswordVerificationResult.Failed;
        }
    }

    private static bool Matches(string password, string salt, int iterations, string hash)
    {
        Span<byte> expected = stackalloc byte[HashBytes];
        if (!Convert.TryFromBase64String(hash, expected, out var length) || length != HashBytes)
            return false;

        var actual = Rfc2898DeriveBytes.Pbkdf2(password, System.Text.Encoding.UTF8.GetBytes(salt), iterations, HashAlgorithmName.SHA256, HashBytes);
        return CryptographicOperations.FixedTimeEquals(actual, expected);
    }
}
