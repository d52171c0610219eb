using Admin.Data.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ProductPlatform.Tests.Security;

public sealed class PasswordTests
{
    private static readonly User Ada = new()
    {
        Name = "Ada Lovelace",
        UserName = "countess",
        Email = "ada.l@example.org",
    };

    [Theory]
    [InlineData("short1!", "This password is too short. It must contain at least 8 characters.")]
    [InlineData("", "This password is too short. It must contain at least 8 characters.")]
    [InlineData("password", "This password is too common.")]
    [InlineData("Password2024!", "This password is too common.")]
    [InlineData("P@ssw0rd", "This password is too common.")]
    [InlineData("qwertyuiop", "This password is too common.")]
    [InlineData("aaaaaaaaaa", "This password is too common.")]
    [InlineData("abcdefghijk", "This password is too common.")]
    [InlineData("7294610385", "This password is entirely numeric.")]
    [InlineData("countess", "The password is too similar to the username.")]
    [InlineData("Countess1", "The password is too similar to the username.")]
    [InlineData("lovelace99", "The password is too similar to the name.")]
    [InlineData("ada.l@example.org", "The password is too similar to the email address.")]
    public void A_password_that_is_easily_guessed_is_refused(string password, string sentence) =>
        Assert.Contains(sentence, PasswordRules.Faults(Ada, password));

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("xK9#mQ2$vL5")]
    [InlineData("gröne Wolken im März")]
    [InlineData("1f7Ac0e93Bd2")]
    public void Any_other_password_is_accepted(string password) => Assert.Empty(PasswordRules.Faults(Ada, password));

    [Theory]
    [InlineData("pbkdf2_sha256$1000$seasalt2$7D6B9bSSMuqvLYrDr2dcjjSBQnRArXPxV8mMRtF8dRg=")]
    [InlineData("pbkdf2_sha256$0$salt$AAAA")]
    [InlineData("pbkdf2_sha256$x$salt$AAAA")]
    [InlineData("pbkdf2_sha256$2000000000$salt$AAAA")]
    [InlineData("pbkdf2_sha256$$$")]
    [InlineData("md5$salt$hash")]
    [InlineData("!unusable")]
    [InlineData("")]
    public void An_invalid_hash_never_verifies(string hash)
    {
        var hasher = new DjangoPasswordHasher(Options.Create(new PasswordHasherOptions()));
        Assert.Equal(PasswordVerificationResult.Failed, hasher.VerifyHashedPassword(Ada, hash, "lètmein"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("!unusable")]
    [InlineData("!")]
    [InlineData("md5$salt$hash")]
    [InlineData("pbkdf2_sha256$2000000000$salt$AAAA")]
    [InlineData("pbkdf2_sha256$1500$seasalt2$not base64")]
    [InlineData("pbkdf2_sha256$1500$seasalt2$UIKFlwvNNIL9oFbxit9uBe1PiNy7NfGHdj5c5vEkPIc=")]
    [InlineData("pbkdf2_sha256$1$seasalt2$UIKFlwvNNIL9oFbxit9uBe1PiNy7NfGHdj5c5vEkPIc=")]
    [InlineData("own")]
    [InlineData("own, from when fewer iterations were usual")]
    public void Checking_a_password_takes_the_same_work_for_every_stored_hash(string? hash)
    {
        PasswordHasher<User> Hasher(int iterations) => new(Options.Create(new PasswordHasherOptions { IterationCount = iterations }));
        var stored = hash switch
        {
            "own" => Hasher(1000).HashPassword(Ada, "lètmein"),
            "own, from when fewer iterations were usual" => Hasher(10).HashPassword(Ada, "lètmein"),
            _ => hash,
        };
        var hasher = new DjangoPasswordHasher(Options.Create(new PasswordHasherOptions { IterationCount = 1000 }));

        var (_, spent) = PasswordVerifier.Verify(hasher, stored, "lètmein", new HashingWork(Sha512: 1000, Sha256: 1500));

        Assert.Equal(new HashingWork(1000, 1500), spent);
    }

    [Fact]
    public void A_hash_of_Django_is_verified_and_needs_a_rehash()
    {
        var hasher = new DjangoPasswordHasher(Options.Create(new PasswordHasherOptions()));
        const string hash = "pbkdf2_sha256$1500$seasalt2$UIKFlwvNNIL9oFbxit9uBe1PiNy7NfGHdj5c5vEkPIc=";
        Assert.Equal(PasswordVerificationResult.SuccessRehashNeeded, hasher.VerifyHashedPassword(Ada, hash, "lètmein"));
    }
}
