using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ProductPlatform.Testing;

/// <summary>What tests do at the broker, as another party would.</summary>
internal static class BrokerExtensions
{
    internal static async Task<uint> CountAsync(this IChannel channel, string queue) =>
        (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;

    /// <summary>Has the broker close the connections of that name in this virtual host.</summary>
    internal static Task<string> CloseConnectionsAsync(this Scenario scenario, string client) =>
        scenario.Servers.RabbitMqCtlAsync(
            "eval",
            $$"""[rabbit_networking:close_connection(P, "test") || [{pid, P}, {client_properties, C}, {vhost, V}] <- rabbit_networking:connection_info_all([pid, client_properties, vhost]), V =:= <<"{{new Uri(scenario.Broker).AbsolutePath[1..]}}">>, lists:member({<<"connection_name">>, longstr, <<"{{client}}">>}, C)]."""
        );

    /// <summary>Waits until the platform has declared the queue and it answers.</summary>
    internal static Task WaitForQueueAsync(this Scenario scenario, string queue) =>
        Eventually.IsTrueAsync(() => TryAsync(scenario, channel => channel.BasicGetAsync(queue, autoAck: false)), $"queue {queue} answers");

    /// <summary>
    /// Waits until a queue has so many messages, those included that a consumer holds. The queue itself is asked: what <c>list_queues</c>
    /// says of a quorum queue is up to five seconds old.
    /// </summary>
    internal static Task IsDownToAsync(this Scenario scenario, string queue, int count) =>
        Eventually.IsTrueAsync(
            async () =>
                (
                    await scenario.Servers.RabbitMqCtlAsync(
                        "eval",
                        $$"""
                        {ok, Q} = rabbit_amqqueue:lookup(rabbit_misc:r(<<"{{new Uri(scenario.Broker).AbsolutePath[
                            1..
                        ]}}">>, queue, <<"{{queue}}">>)),
                        {ok, {_, Messages}, _} = ra:local_query(amqqueue:get_pid(Q), fun rabbit_fifo:query_messages_total/1),
                        Messages.
                        """
                    )
                ).Trim() == $"{count}",
            $"all messages of {queue} but {count} are acknowledged",
            pause: TimeSpan.FromMilliseconds(500)
        );

    internal static async Task<List<BasicGetResult>> TakeAsync(this Scenario scenario, string queue, int count)
    {
        List<BasicGetResult> messages = [];
        await Eventually.IsTrueAsync(
            async () =>
            {
                await TryAsync(
                    scenario,
                    async channel =>
                    {
                        while (messages.Count < count && await channel.BasicGetAsync(queue, autoAck: true) is { } message)
                            messages.Add(message);
                    }
                );
                return messages.Count >= count;
            },
            $"{count} messages in {queue}"
        );
        return messages;
    }

    /// <summary>
    /// False when a queue is not there, or not yet: the broker knows a quorum queue by name before its process runs, and until then to get
    /// from it ends the connection (541), which is therefore not the one that tests hold.
    /// </summary>
    private static async Task<bool> TryAsync(Scenario scenario, Func<IChannel, Task> get)
    {
        try
        {
            await using var channel = await scenario.OpenGettingChannelAsync();
            await get(channel);
            return true;
        }
        catch (OperationInterruptedException absent)
            when (absent.ShutdownReason?.ReplyCode is Constants.NotFound or Constants.InternalError)
        {
            return false;
        }
    }

    /// <summary>Publishes to the queue itself, confirmed.</summary>
    internal static ValueTask SendAsync(
        this IChannel channel,
        string queue,
        string? type,
        string body,
        string? messageId = null,
        Dictionary<string, object?>? headers = null
    ) =>
        channel.SendAsync(
            queue,
            new BasicProperties
            {
                Type = type,
                MessageId = messageId,
                Headers = headers,
            },
            Encoding.UTF8.GetBytes(body)
        );

    internal static async ValueTask SendAsync(this IChannel channel, string queue, BasicProperties properties, byte[] body)
    {
        while (true)
        {
            try
            {
                await channel.BasicPublishAsync("", queue, mandatory: true, properties, body);
                return;
            }
            catch (PublishException refused) when (!refused.IsReturn)
            {
                // A quorum queue that is electing its leader refuses; it is the publisher's part to send again, as the relay does.
            }
        }
    }
}
