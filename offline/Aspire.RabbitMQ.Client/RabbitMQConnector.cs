using System.Diagnostics;
using System.Net.Sockets;
using Polly;
using Polly.Retry;
using BrokerUnreachableException = global::RabbitMQ.Client.Exceptions.BrokerUnreachableException;
using IConnection = global::RabbitMQ.Client.IConnection;
using IConnectionFactory = global::RabbitMQ.Client.IConnectionFactory;

namespace Aspire.RabbitMQ.Client;

/// <summary>Opens the first connection: with retries while the broker cannot be reached, and one trace span per attempt.</summary>
internal static class RabbitMQConnector
{
    public const string ActivitySourceName = "Aspire.RabbitMQ.Client";
    private static readonly ActivitySource Source = new(ActivitySourceName);

    public static IConnection Connect(IConnectionFactory factory, int retries)
    {
        using var whole = Start("rabbitmq connect", factory.Uri);
        // A service factory cannot be asynchronous.
        return Retrying(retries).ExecuteAsync(Attempt, factory).AsTask().GetAwaiter().GetResult();
    }

    private static async ValueTask<IConnection> Attempt(IConnectionFactory factory, CancellationToken cancellationToken)
    {
        using var attempt = Start("rabbitmq connect attempt", factory.Uri);
        attempt?.AddTag("messaging.operation", "connect");
        try
        {
            return await factory.CreateConnectionAsync(cancellationToken);
        }
        catch (Exception exception) when (attempt is not null)
        {
            attempt.AddTag("exception.message", exception.Message);
            attempt.AddTag("exception.stacktrace", exception.ToString());
            attempt.AddTag("exception.type", exception.GetType().FullName);
            attempt.SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    private static ResiliencePipeline Retrying(int retries)
    {
        if (retries <= 0) return ResiliencePipeline.Empty;

        return new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<SocketException>().Handle<BrokerUnreachableException>(),
                BackoffType = DelayBackoffType.Exponential,
                MaxRetryAttempts = retries,
                Delay = TimeSpan.FromSeconds(1),
            })
            .Build();
    }

    private static Activity? Start(string name, Uri address)
    {
        var activity = Source.StartActivity(name, ActivityKind.Client);
        activity?.AddTag("server.address", address.Host);
        activity?.AddTag("server.port", address.Port);
        activity?.AddTag("messaging.system", "rabbitmq");
        return activity;
    }
}
