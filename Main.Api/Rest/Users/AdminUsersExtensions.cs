using System.Threading.RateLimiting;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using ProductPlatform.Web.InternalApi;

namespace Main.Api.Rest.Users;

internal static partial class AdminUsersExtensions
{
    private const int MaxAnswerBytes = 64 * 1024;

    /// <summary>Adds the client of Admin's users: found by service discovery, bounded in time, stopped while Admin is down.</summary>
    internal static void AddAdminUsers(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<AdminUsersOptions>()
            .BindConfiguration(AdminUsersOptions.SectionName, static binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .Validate(options => options.AttemptTimeout <= options.TotalTimeout, "AdminUsers: AttemptTimeout must not exceed TotalTimeout.")
            .Validate(
                options => options.BreakerWindow >= 2 * options.AttemptTimeout,
                "AdminUsers: BreakerWindow must be at least twice AttemptTimeout."
            )
            .ValidateOnStart();

        var client = builder.Services.AddHttpClient<AdminUsers>(
            (services, http) =>
            {
                http.BaseAddress = services.GetRequiredService<IOptions<AdminUsersOptions>>().Value.Address;
                http.MaxResponseContentBufferSize = MaxAnswerBytes;
                // The pipeline below has the only say on time.
                http.Timeout = Timeout.InfiniteTimeSpan;
            }
        );
#pragma warning disable EXTEXP0001 // Marked as new, but the only way to replace the pipeline that the service defaults give every client.
        client.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        client.WithInternalSecret();
        builder.Services.AddSingleton<UserSupply>();
        client
            .AddStandardResilienceHandler()
            .Configure(
                (pipeline, services) =>
                    Tune(
                        pipeline,
                        services.GetRequiredService<IOptions<AdminUsersOptions>>().Value,
                        services.GetRequiredService<ILogger<AdminUsers>>()
                    )
            );
        client.ConfigureAdditionalHttpMessageHandlers(
            (handlers, _) =>
            {
                // Outside service discovery, so that each try may go to another replica.
                var resilience = handlers.OfType<ResilienceHandler>().Single();
                handlers.Remove(resilience);
                handlers.Insert(0, resilience);
            }
        );
    }

    private static void Tune(HttpStandardResilienceOptions pipeline, AdminUsersOptions options, ILogger logger)
    {
        // No queue: one in front of a slow Admin would only grow.
        pipeline.RateLimiter.DefaultRateLimiterOptions = new ConcurrencyLimiterOptions
        {
            PermitLimit = options.MaxConcurrent,
            QueueLimit = 0,
        };
        pipeline.TotalRequestTimeout.Timeout = options.TotalTimeout;
        pipeline.AttemptTimeout.Timeout = options.AttemptTimeout;
        pipeline.Retry.MaxRetryAttempts = options.Retries;
        pipeline.Retry.Delay = options.RetryDelay;
        pipeline.Retry.BackoffType = DelayBackoffType.Exponential;
        pipeline.Retry.UseJitter = true;
        // While one of two replicas is gone, half of the tries fail and the retries find the other: no reason to refuse likes.
        pipeline.CircuitBreaker.FailureRatio = 0.9;
        pipeline.CircuitBreaker.SamplingDuration = options.BreakerWindow;
        pipeline.CircuitBreaker.MinimumThroughput = options.BreakerMinimum;
        pipeline.CircuitBreaker.BreakDuration = options.BreakerPause;

        // The pipeline's own log is off: it writes a stack for every try, and while Admin is down there are many.
        pipeline.CircuitBreaker.OnOpened = opened =>
        {
            Log.Opened(logger, opened.BreakDuration.TotalSeconds);
            return ValueTask.CompletedTask;
        };
        pipeline.CircuitBreaker.OnClosed = _ =>
        {
            Log.Closed(logger);
            return ValueTask.CompletedTask;
        };
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Circuit to Admin opened for {Seconds} s: likes are answered with 503")]
        internal static partial void Opened(ILogger logger, double seconds);

        [LoggerMessage(LogLevel.Information, "Circuit to Admin closed: likes are taken again")]
        internal static partial void Closed(ILogger logger);
    }
}
