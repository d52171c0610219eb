using Admin.Data.Audit;
using Admin.Data.Auth;
using Admin.Data.Lists;
using Admin.Data.Seeding;
using Admin.Data.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProductPlatform.Web.Keys;

namespace Admin.Data;

/// <summary>Users with passwords, sessions and keys: for the dashboard, and for the commands that make and mend accounts.</summary>
public static class UsersExtensions
{
    private const string UserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@.+-_";

    /// <summary>OWASP's figure for PBKDF2 with SHA-512.</summary>
    private const int HashIterations = 210_000;

    public static void AddUsers(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        // Before Identity's own, which then stay out.
        services.AddScoped<IPasswordValidator<User>, PasswordRules>();
        services.AddScoped<IPasswordHasher<User>, DjangoPasswordHasher>();
        services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = HashIterations);
        services
            .AddIdentityCore<User>(identity => identity.User.AllowedUserNameCharacters = UserNameCharacters)
            .AddErrorDescriber<UserErrors>()
            .AddEntityFrameworkStores<AdminDbContext>();
        services.AddScoped<AuditLog>();
        services.AddScoped<DemoData>();
        services.AddScoped<Accounts>();
        services.AddScoped<PasswordVerifier>();
        services.AddScoped<Sessions>();
        services.AddScoped<SignInFailures>();
        services.AddScoped<ApiTokens>();
        services.AddScoped<SavedFilters>();
        services.AddMemoryCache();
        services.AddOptions<SessionLimits>().BindConfiguration(SessionLimits.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SignInLimits>().BindConfiguration(SignInLimits.SectionName).ValidateDataAnnotations().ValidateOnStart();
        builder.AddProtectionKeys<AdminDbContext>("ProductPlatform.Admin");
    }
}
