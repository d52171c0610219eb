using Admin.Data.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ProductPlatform.Testing;

/// <summary>
/// The password of all users that tests make, and its hash, which is made to take long: once is enough, and it holds nothing of its user.
/// </summary>
internal static class TestPassword
{
    internal const string Text = "Quite-a-long-1-for-tests";

    private static readonly Lazy<string> LazyHash = new(() =>
        new PasswordHasher<User>(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 })).HashPassword(
            new User { Name = "", Email = "" },
            Text
        )
    );

    internal static string Hash => LazyHash.Value;
}
