using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Main.Api.Rest.Likes;

/// <summary>How many likes one address may send.</summary>
internal sealed class LikeLimitOptions
{
    internal const string SectionName = "LikeLimits";

    /// <summary>Through the storefront's button, within a minute.</summary>
    [Range(1, 1_000_000)]
    public int PagePerMinute { get; set; } = 60;

    /// <summary>Through the API, within a second; 0 is as many as they like, which is the default in Development.</summary>
    [Range(0, 1_000_000)]
    public int? ApiPerSecond { get; set; }
}

/// <summary>Limits likes by address: 429 with Retry-After beyond that, as a page or as a problem.</summary>
internal static class LikeLimits
{
    internal const string Page = "likes-page";
    internal const string Api = "likes-api";
    private const int ApiPerSecondOutsideDevelopment = 50;
    private const int BurstSeconds = 4;

    internal static void AddLikeLimits(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<LikeLimitOptions>()
            .BindConfiguration(LikeLimitOptions.SectionName, static binder => binder.ErrorOnUnknownConfiguration = true)
            .PostConfigure(limits => limits.ApiPerSecond ??= builder.Environment.IsDevelopment() ? 0 : ApiPerSecondOutsideDevelopment)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddScoped<LikeTaker>();
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = SetRetryAfterAsync;
            limiter.AddPolicy(
                Page,
                context =>
                    RateLimitPartition.GetFixedWindowLimiter(
                        ClientAddress.From(context),
                        _ => new FixedWindowRateLimiterOptions
                        {
                            PermitLimit = Options(context).PagePerMinute,
                            Window = TimeSpan.FromMinutes(1),
                        }
                    )
            );
            limiter.AddPolicy(
                Api,
                context =>
                    Options(context).ApiPerSecond is { } perSecond and > 0
                        ? RateLimitPartition.GetTokenBucketLimiter(
                            ClientAddress.From(context),
                            _ => new TokenBucketRateLimiterOptions
                            {
                                TokenLimit = perSecond * BurstSeconds,
                                TokensPerPeriod = perSecond,
                                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                            }
                        )
                        : RateLimitPartition.GetNoLimiter("")
            );
        });
    }

    private static LikeLimitOptions Options(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<LikeLimitOptions>>().Value;

    private static ValueTask SetRetryAfterAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : TimeSpan.FromSeconds(1);
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds))
            .ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }
}
