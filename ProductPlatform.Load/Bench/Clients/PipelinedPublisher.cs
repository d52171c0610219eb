using RabbitMQ.Client;

namespace ProductPlatform.Load.Bench.Clients;

/// <summary>Publishes to a queue, persistent and confirmed one by one, with many confirms outstanding.</summary>
internal sealed class PipelinedPublisher : IAsyncDisposable
{
    /// <summary>Above it the client can stall (rabbitmq-dotnet-client #1930).</summary>
    private const int Outstanding = 256;

    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private PipelinedPublisher(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    internal static async Task<PipelinedPublisher> OpenAsync(string broker)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(broker), AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
        return new PipelinedPublisher(
            connection,
            await connection.CreateChannelAsync(
                new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)
            )
        );
    }

    /// <summary>Returns when all messages are confirmed.</summary>
    internal async Task PublishAsync(string queue, IEnumerable<(BasicProperties Properties, byte[] Body)> messages)
    {
        using var window = new SemaphoreSlim(Outstanding);
        List<Task> publishes = [];
        foreach (var (properties, body) in messages)
        {
            await window.WaitAsync();
            publishes.Add(PublishAsync(queue, properties, body, window));
        }

        await Task.WhenAll(publishes);
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task PublishAsync(string queue, BasicProperties properties, byte[] body, SemaphoreSlim window)
    {
        try
        {
            await _channel.BasicPublishAsync("", queue, mandatory: true, properties, body);
        }
        finally
        {
            window.Release();
        }
    }
}
