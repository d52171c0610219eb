using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProductPlatform.Database.Retention;
using ProductPlatform.Messaging.Connection;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Messaging.DeadLetters;
using ProductPlatform.Messaging.Publishing;
using ProductPlatform.Messaging.Receiving;
using ProductPlatform.ServiceDefaults;

namespace ProductPlatform.Messaging;

/// <summary>Adds publishing and consuming to a process. Neither needs the broker to start.</summary>
public static class MessagingExtensions
{
    /// <summary>The connection string's name, as Aspire sets it.</summary>
    public const string ConnectionName = "messaging";

    /// <summary>Adds the relay, which publishes what <typeparamref name="TContext"/>'s outbox holds.</summary>
    public static void AddPublishing<TContext>(this IHostApplicationBuilder builder)
        where TContext : DbContext
    {
        builder.AddBroker();
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<OutboxCommitInterceptor>();
        builder.Services.AddHostedService<OutboxRelay<TContext>>();
        builder.Services.AddHostedService<OutboxMonitor<TContext>>();
        builder
            .Services.AddHealthChecks()
            .AddCheck<OutboxHealthCheck<TContext>>("outbox", HealthStatus.Degraded, timeout: TimeSpan.FromSeconds(5));
    }

    /// <summary>Adds the consumer of <paramref name="queue"/>, which has <typeparamref name="THandler"/> apply its events to
    /// <typeparamref name="TContext"/>.</summary>
    /// <param name="queue">One of the queues of <see cref="Topology"/>.</param>
    public static void AddConsumer<TContext, TEvent, THandler>(this IHostApplicationBuilder builder, string queue)
        where TContext : DbContext
        where TEvent : class, IIncomingEvent<TEvent>
        where THandler : class, IBatchHandler<TContext, TEvent>
    {
        builder.AddBroker();
        builder.Services.AddSingleton<IBatchHandler<TContext, TEvent>, THandler>();
        builder.Services.AddSingleton<BatchTransaction<TContext, TEvent>>();
        builder.Services.AddSingleton<DatabaseAvailability<TContext>>();
        builder.Services.AddSingleton<BatchProcessor<TContext, TEvent>>();
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<BatchConsumer<TContext, TEvent>>(services, queue));
        builder.AddRetention(
            RetentionRule.For<TContext>("inbox", "received_at < {0}", InboxRetention),
            RetentionRule.For<TContext>("inbox_unacknowledged", "applied_at < {0}", InboxRetention)
        );
    }

    /// <summary>Adds <see cref="DeadLetterBox"/> and <see cref="QueueDepth"/>, for operators.</summary>
    public static void AddDeadLetters(this IHostApplicationBuilder builder)
    {
        builder.AddBroker();
        builder.Services.AddSingleton<DeadLetterBox>();
        builder.Services.AddSingleton<QueueDepth>();
    }

    /// <summary>Makes commits wake the relay, in processes that have one.</summary>
    public static DbContextOptionsBuilder WakeRelay(this DbContextOptionsBuilder options, IServiceProvider services) =>
        services.GetService<OutboxCommitInterceptor>() is { } interceptor ? options.AddInterceptors(interceptor) : options;

    private static TimeSpan InboxRetention(IServiceProvider services) =>
        services.GetRequiredService<IOptions<MessagingOptions>>().Value.InboxRetention;

    private static void AddBroker(this IHostApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(BrokerStatus)))
            return;

        builder
            .Services.AddOptions<MessagingOptions>()
            .BindConfiguration(MessagingOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.AddRabbitMQClient(
            ConnectionName,
            settings =>
            {
                settings.ConnectionString = BrokerAddress.Find(settings.ConnectionString, builder.Configuration);

                // The integration's own connection stalls a process that starts without a broker; ours are the supervisor's.
                settings.DisableAutoActivation = true;
                settings.DisableHealthChecks = true;
            },
            factory =>
            {
                BrokerAddress.Protect(factory, builder.Configuration);
                factory.CredentialsProvider = new BrokerCredentials(builder.Configuration);
                factory.AutomaticRecoveryEnabled = false;
                factory.TopologyRecoveryEnabled = false;
                factory.RequestedHeartbeat = TimeSpan.FromSeconds(10);
                factory.ContinuationTimeout = TimeSpan.FromSeconds(10);
            }
        );
        builder.Services.AddSingleton<MessagingMetrics>();
        builder.Services.AddSingleton<BrokerStatus>();
        builder.Services.AddSingleton<BrokerSupervisor>();
        builder
            .Services.AddHealthChecks()
            .AddCheck<BrokerHealthCheck>("messaging", HealthStatus.Degraded, [HealthTags.Messaging])
            .AddCheck<QueueHealthCheck>("queues", HealthStatus.Degraded);
        MessageTracing.Install();
    }
}
