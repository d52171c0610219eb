using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ProductPlatform.Messaging.Connection;

namespace ProductPlatform.Tests.Unit.Messaging;

/// <summary>What is asked of brokers that drop a message after some deliveries, and said where it cannot be asked any more.</summary>
public sealed class QueueArgumentsTests
{
    [Theory]
    [InlineData("4.0.0", true)]
    [InlineData("4.3.1-rc.2", true)]
    [InlineData("4.1.0+14.g1234", true)]
    [InlineData("3.13.7", false)]
    [InlineData("3.10.8", false)]
    [InlineData("", false)]
    public void A_quorum_queue_has_no_delivery_limit_where_the_broker_would_set_one(string version, bool asked)
    {
        var broker = QueueArguments.BrokerVersion(new Dictionary<string, object?> { ["version"] = Encoding.UTF8.GetBytes(version) });

        var queue = QueueArguments.For(new MessagingOptions(), broker);
        var deadQueue = QueueArguments.Quorum(broker);

        Assert.Equal(deadQueue, queue);
        Assert.Equal("quorum", queue["x-queue-type"]);
        Assert.Equal(asked, queue.TryGetValue("x-delivery-limit", out var limit) && limit is -1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Health_says_when_messages_of_an_older_brokers_queues_may_be_dropped(bool drops)
    {
        var status = new BrokerStatus();
        status.Update(["main"], drops);

        var health = await new QueueHealthCheck(status).CheckHealthAsync(new HealthCheckContext());

        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("main", health.Description, StringComparison.Ordinal);
        Assert.Equal(
            drops,
            health.Description!.Contains("drops a message of a quorum queue after 20 deliveries", StringComparison.Ordinal)
        );
    }
}
