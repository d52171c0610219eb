using Admin.Data.Users;
using ProductPlatform.Testing;

namespace ProductPlatform.Load;

/// <summary>Superusers of a scenario, for what only the dashboard's users see.</summary>
internal static class Staff
{
    internal static async Task AddAsync(Scenario scenario, string userName)
    {
        await using var db = scenario.OpenAdmin();
        db.Users.Add(
            new User
            {
                Name = userName,
                UserName = userName,
                NormalizedUserName = userName.ToUpperInvariant(),
                Email = $"{userName}@example.com",
                NormalizedEmail = $"{userName}@example.com".ToUpperInvariant(),
                PasswordHash = TestPassword.Hash,
                SecurityStamp = Guid.NewGuid().ToString(),
                IsStaff = true,
                IsSuperuser = true,
            }
        );
        await db.SaveChangesAsync();
    }

    /// <summary>Signs in and returns the cookies as a request header.</summary>
    internal static async Task<string> SignInAsync(Uri adminApi, string userName)
    {
        using var visitor = new Visitor(adminApi);
        return await visitor.SignInAsync(userName, TestPassword.Text) is not null
            ? visitor.CookieHeader
            : throw new InvalidOperationException($"{userName} cannot sign in.");
    }
}
