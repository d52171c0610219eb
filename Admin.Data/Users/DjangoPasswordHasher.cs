using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Admin.Data.Users;

/// <summary>Hashes as Identity does, and reads what Django wrote as well, so that people keep their passwords.
/// Such a hash is replaced at the first sign-in.</summary>
internal sealed class DjangoPasswordHasher(IOptions<PasswordHasherOptions> options) : PasswordHasher<User>(options)
{
    public override PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
    {
        if (!hashedPassword.Contains('$', StringComparison.Ordinal))
            return VerifyOwn(user, hashedPassword, providedPassword);

        return DjangoHash.Parse(hashedPassword) is { } imported && imported.Matches(providedPassword)
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
}
