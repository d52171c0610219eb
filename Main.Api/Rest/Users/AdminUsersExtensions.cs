using Microsoft.Extensions.Http.Resilience;
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
        var pipeline = client
            .AddStandardResilienceHandler()
            .Configure((options, services) => SetDefaults(options, services.GetRequiredService<ILogger<AdminUsers>>()));
        builder
            .Services.AddOptions<HttpStandardResilienceOptions>(pipeline.PipelineName)
            .BindConfiguration(
                $"{AdminUsersOptions.SectionName}:{nameof(AdminUsersOptions.Resilience)}",
                static binder => binder.ErrorOnUnknownConfiguration = true
            )
            // The package validates the others.
            .Validate(options => options.RateLimiter.DefaultRateLimiterOptions.PermitLimit > 0, "PermitLimit must be at least 1.");
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

    private static void SetDefaults(HttpStandardResilienceOptions options, ILogger logger)
    {
        // No queue: one in front of a slow Admin would only grow.
        options.RateLimiter.DefaultRateLimiterOptions.QueueLimit = 0;
        options.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(2);
        options.AttemptTimeout.Timeout = TimeSpan.FromSeconds(1);
        options.Retry.MaxRetryAttempts = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        // While one of two replicas is gone, half of the tries fail and the retries find the other: no reason to refuse likes.
        options.CircuitBreaker.FailureRatio = 0.9;
        options.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(10);
        options.CircuitBreaker.MinimumThroughput = 20;
        options.CircuitBreaker.BreakDuration = TimeSpan.FromSeconds(5);

        // The pipeline's own log is off: it writes a stack for every try, and while Admin is down there are many.
        options.CircuitBreaker.OnOpened = opened =>
        {
            Log.Opened(logger, opened.BreakDuration.TotalSeconds);
            return ValueTask.CompletedTask;
        };
        options.CircuitBreaker.OnClosed = _ =>
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
