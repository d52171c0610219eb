using System.Diagnostics;
using System.Text;
using ProductPlatform.Load.Bench.Clients;
using ProductPlatform.Load.Bench.Measuring;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ProductPlatform.Load.Bench.Limits;

/// <summary>L3: a bare RabbitMQ.Client that publishes to a quorum queue with pipelined confirms, then consumes with an acknowledgement of each message.</summary>
internal static class QueueLimit
{
    private const string Queue = "limit";
    private const ushort Prefetch = 300;

    internal static async Task<QueueSamples> RunAsync(string broker, int messages)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(
            Queue,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?> { [Headers.XQueueType] = "quorum" }
        );
        await using var publisher = await PipelinedPublisher.OpenAsync(broker);
        // Compiles both paths; the queue is empty again afterwards.
        await publisher.PublishAsync(Queue, Messages(messages / 4));
        await ConsumeAsync(channel, messages / 4);

        var published = await TimeAsync(messages, () => publisher.PublishAsync(Queue, Messages(messages)));
        return new QueueSamples(published, await TimeAsync(messages, () => ConsumeAsync(channel, messages)));
    }

    private static async Task<Sample> TimeAsync(int messages, Func<Task> work)
    {
        var cpu = ProcessUsage.OwnCpuSeconds();
        var started = Stopwatch.GetTimestamp();
        await work();
        return new Sample(messages, Stopwatch.GetElapsedTime(started).TotalSeconds) { CpuSeconds = ProcessUsage.OwnCpuSeconds() - cpu };
    }

    private static async Task ConsumeAsync(IChannel channel, int messages)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var received = 0;
        await channel.BasicQosAsync(0, Prefetch, global: false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
            if (++received == messages)
                done.SetResult();
        };
        var tag = await channel.BasicConsumeAsync(Queue, autoAck: false, consumer);
        await done.Task;
        await channel.BasicCancelAsync(tag);
    }

    private static IEnumerable<(BasicProperties Properties, byte[] Body)> Messages(int count) =>
        Enumerable
            .Range(1, count)
            .Select(number =>
                (
                    new BasicProperties
                    {
                        Type = "product_liked",
                        ContentType = "application/json",
                        DeliveryMode = DeliveryModes.Persistent,
                        MessageId = Guid.CreateVersion7().ToString(),
                        AppId = "limit",
                        Headers = new Dictionary<string, object?> { ["x-user-id"] = number },
                    },
                    Encoding.UTF8.GetBytes($"{(number % 100) + 1}")
                )
            );
}

/// <param name="Published">With pipelined confirms.</param>
/// <param name="Consumed">With one acknowledgement each.</param>
internal sealed record QueueSamples(Sample Published, Sample Consumed);
