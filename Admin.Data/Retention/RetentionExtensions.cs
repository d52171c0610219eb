using Admin.Data.Auth;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProductPlatform.Database.Retention;

namespace Admin.Data.Retention;

public static class RetentionExtensions
{
    /// <summary>
    /// Adds the deletion of what is older than <see cref="RetentionOptions"/> say, and of sessions and sign-in failures that are over.
    /// </summary>
    public static void AddAdminRetention(this IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<RetentionOptions>()
            .BindConfiguration(RetentionOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.AddRetention(
            RetentionRule.For<AdminDbContext>("product_history", "changed_at < {0}", Option(options => options.ProductHistory)),
            RetentionRule.For<AdminDbContext>("product_likes_hourly", "hour < {0}", Option(options => options.HourlyLikes)),
            RetentionRule.For<AdminDbContext>("audit_log", "at < {0}", Option(options => options.AuditLog)),
            RetentionRule.For<AdminDbContext>("api_tokens", "revoked_at < {0}", Option(options => options.EndedTokens)),
            RetentionRule.For<AdminDbContext>("api_tokens", "expires_at < {0}", Option(options => options.EndedTokens)),
            // The most that Admin.Api may be configured to look back: its options are its own.
            RetentionRule.For<AdminDbContext>("sessions", "started_at < {0}", _ => SessionLimits.LongestLifetime),
            RetentionRule.For<AdminDbContext>("sign_in_failures", "at < {0}", _ => SignInLimits.LongestWindow)
        );
    }

    private static Func<IServiceProvider, TimeSpan> Option(Func<RetentionOptions, TimeSpan> keep) =>
        services => keep(services.GetRequiredService<IOptions<RetentionOptions>>().Value);
}
