using System.Collections.Concurrent;
using System.Text;
using ProductPlatform.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ProductPlatform.Load;

/// <summary>Between the services: takes messages out of the queues, puts each back twice, in another order and some with an odd time, and mixes poison in.</summary>
internal sealed class Tamperer(Scenario scenario, ChaosOptions options)
{
    private static readonly string[] Queues = ["main", "admin"];
    private static readonly string[] Bodies =
    [
        "",
        "{",
        "null",
        "\"x\"",
        "{\"id\":-1}",
        "[1,2",
        "1e400",
        "{\"id\":1,\"title\":5,\"image\":null}",
        "\0\u0001",
    ];
    private readonly ConcurrentDictionary<string, string> _poison = new();
    private readonly ConcurrentDictionary<string, bool> _attempted = new();
    private int _duplicated;
    private int _retimed;
    private int _returned;

    /// <summary>Ids of the poison that the broker confirmed, with the queue it went to.</summary>
    internal IReadOnlyDictionary<string, string> Poison => _poison;

    /// <summary>Poison that was sent, whether or not the broker's confirm arrived.</summary>
    internal IReadOnlyCollection<string> Attempted => (IReadOnlyCollection<string>)_attempted.Keys;

    /// <summary>How often messages were tampered with, by what was done to them.</summary>
    internal IReadOnlyDictionary<string, int> Counts =>
        new Dictionary<string, int>
        {
            ["messages put back twice, shuffled"] = _duplicated,
            ["messages given an odd timestamp"] = _retimed,
            ["messages without an id given back, to be redelivered"] = _returned,
        };

    internal async Task RunAsync(CancellationToken stopping)
    {
        var random = options.RandomFor("tamperer");
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var channel = await scenario.OpenChannelAsync();
                while (!stopping.IsCancellationRequested)
                {
                    var queue = Queues[random.Next(2)];
                    await ShuffleAsync(channel, queue, random);
                    await PoisonAsync(channel, queue, random);
                    await Task.Delay(random.Next(250), CancellationToken.None);
                }
            }
            catch (Exception failure)
                when (failure
                        is RabbitMQClientException
                            or IOException
                            or TimeoutException
                            or ObjectDisposedException
                            or OperationCanceledException
                )
            {
                // The broker became unavailable; what the channel held goes back to the queue.
                await Task.Delay(random.Next(90), CancellationToken.None);
            }
        }
    }

    private async Task ShuffleAsync(IChannel channel, string queue, Random random)
    {
        List<BasicGetResult> taken = [];
        List<BasicGetResult> without = [];
        while (taken.Count + without.Count < 20 && await channel.BasicGetAsync(queue, autoAck: false) is { } message)
            (message.BasicProperties.IsMessageIdPresent() ? taken : without).Add(message);
        foreach (var message in taken.Concat(taken).OrderBy(_ => random.Next()))
        {
            var properties = new BasicProperties(message.BasicProperties);
            if (random.Next(4) == 0)
            {
                properties.Timestamp = OddTimestamps.Next(random);
                _retimed++;
            }

            await channel.SendAsync(queue, properties, message.Body.ToArray()).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        }

        foreach (var message in taken)
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false);
        _duplicated += taken.Count;

        // A copy of a message without an id is another message: the consumer cannot recognise it.
        foreach (var message in without)
            await channel.BasicNackAsync(message.DeliveryTag, multiple: false, requeue: true);
        _returned += without.Count;
    }

    private async Task PoisonAsync(IChannel channel, string queue, Random random)
    {
        var id = Guid.NewGuid().ToString();
        var type = queue == "main" ? "product_created" : "product_liked";
        _attempted[id] = true;
        var properties = new BasicProperties
        {
            Type = random.Next(4) == 0 ? "unknown" : type,
            MessageId = id,
            DeliveryMode = DeliveryModes.Persistent,
        };
        if (random.Next(2) == 0)
            properties.Timestamp = OddTimestamps.Next(random);
        await channel
            .SendAsync(queue, properties, Encoding.UTF8.GetBytes(Bodies[random.Next(Bodies.Length)]))
            .AsTask()
            .WaitAsync(TimeSpan.FromSeconds(10));
        _poison[id] = queue;
    }
}
