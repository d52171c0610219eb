using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;
using Admin.Api.Dashboard.Access;
using Microsoft.AspNetCore.RateLimiting;

namespace Admin.Api.Http;

/// <summary>How often one address may do what costs; 0 is no limit.</summary>
internal sealed class RateLimitOptions
{
    internal const string SectionName = "RateLimits";

    /// <summary>Tries to sign in, a minute. Failures are limited further, by account.</summary>
    [Range(0, 1_000_000)]
    public int SignInsPerMinute { get; set; } = 30;

    /// <summary>Writes through the API, a minute; in Development there is no limit unless this says otherwise.</summary>
    [Range(0, 1_000_000)]
    public int? WritesPerMinute { get; set; }
}

internal static class RateLimits
{
    internal const string SignIns = "sign-ins";
    internal const string Writes = "writes";

    private const int DefaultWritesPerMinute = 3000;

    internal static void AddRateLimits(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<RateLimitOptions>()
            .BindConfiguration(RateLimitOptions.SectionName, static binder => binder.ErrorOnUnknownConfiguration = true)
            .PostConfigure(limits => limits.WritesPerMinute ??= builder.Environment.IsDevelopment() ? 0 : DefaultWritesPerMinute)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = SayWhenAsync;
            limiter.AddPolicy(
                SignIns,
                context =>
                    HttpMethods.IsPost(context.Request.Method)
                        ? PerMinute(context, Visitor(context), limits => limits.SignInsPerMinute)
                        : Unlimited
            );
            limiter.AddPolicy(Writes, context => PerMinute(context, ClientAddress.From(context), limits => limits.WritesPerMinute ?? 0));
        });
    }

    private static RateLimitPartition<string> Unlimited => RateLimitPartition.GetNoLimiter("");

    /// <summary>The partition of a sign-in attempt. A browser with a previous sign-in does not share a limit with others at its
    /// address.</summary>
    private static string Visitor(HttpContext context) =>
        context.RequestServices.GetRequiredService<DeviceCookie>().LastUser(context) is { } user
            ? string.Create(CultureInfo.InvariantCulture, $"user {user}")
            : ClientAddress.From(context);

    private static RateLimitPartition<string> PerMinute(HttpContext context, string partition, Func<RateLimitOptions, int> limit)
    {
        var permits = limit(context.RequestServices.GetRequiredService<IOptions<RateLimitOptions>>().Value);
        return permits == 0
            ? Unlimited
            : RateLimitPartition.GetFixedWindowLimiter(
                partition,
                _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) }
            );
    }

    private static ValueTask SayWhenAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? time : TimeSpan.FromMinutes(1);
        context.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds))
            .ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }
}
