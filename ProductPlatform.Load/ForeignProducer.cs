using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Database;
using ProductPlatform.Messaging.Receiving;
using ProductPlatform.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ProductPlatform.Load;

/// <summary>
/// Sends straight to the queues, mostly as the Python pair did: the event's name in content_type, no message id, no version. Some likes have an id, and some
/// messages an odd time. A like with an id counts exactly once. What is promised of one without is in docs/decisions/0017: it counts once, and once more
/// only where the broker lost an acknowledgement with a connection. So each like is for a product of its own, whose count then tells of this
/// message alone, and of each is known which of the broker's faults fell into its time: none, and it counts exactly once; some, and it counts at
/// least once and at most once more for each of them.
/// </summary>
internal sealed class ForeignProducer(Scenario scenario, Faults faults, ChaosOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan Answered = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WatchEvery = TimeSpan.FromMilliseconds(500);
    private readonly ConcurrentDictionary<int, ForeignLike> _likes = new();
    private IConnection? _connection;
    private IChannel? _channel;
    private int _updates;
    private int _odd;

    /// <summary>Likes that were sent, by product.</summary>
    internal IReadOnlyDictionary<int, ForeignLike> Likes => _likes;

    /// <summary>Messages that the broker confirmed, by kind.</summary>
    internal IReadOnlyDictionary<string, int> Counts =>
        new Dictionary<string, int>
        {
            ["likes sent without an id"] = _likes.Values.Count(like => like.Confirmed && !like.HasId),
            ["product updates sent without an id and version"] = _updates,
            ["messages sent with an odd timestamp"] = _odd,
        };

    internal Task RunAsync(CancellationToken stopping) => Task.WhenAll(SendAsync(stopping), WatchAsync(stopping));

    /// <summary>How many of the broker's faults may have lost the acknowledgement of a like that has no id.</summary>
    internal int FaultsMeanwhile(ForeignLike like) =>
        like.HasId ? 0 : (((like.After ?? faults.BrokerFaultBounds) + 1) / 2) - (like.Before / 2);

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();
    }

    private async Task SendAsync(CancellationToken stopping)
    {
        var random = options.RandomFor("foreign producer");
        for (var product = 1; product <= Catalogue.Size && !stopping.IsCancellationRequested; product++)
        {
            await UpdateAsync(product, random);
            await LikeAsync(product, random);
            await Task.Delay(random.Next(500), CancellationToken.None);
        }
    }

    /// <summary>As often as it takes: an update that is sent twice has the same effect, and one without a version is newer than whatever is stored.</summary>
    private async Task UpdateAsync(int product, Random random)
    {
        var title = $"Updated by an old producer: {product}";
        while (true)
        {
            try
            {
                await using (var db = scenario.OpenAdmin())
                    await db.Products.Where(row => row.Id == product).ExecuteUpdateAsync(row => row.SetProperty(p => p.Title, title));
                await PublishAsync(
                    "main",
                    Properties("product_updated", random),
                    new
                    {
                        id = product,
                        title,
                        image = Catalogue.Image,
                        likes = 0,
                    }
                );
                _updates++;
                return;
            }
            catch (Exception failure) when (IsFault(failure))
            {
                await Task.Delay(random.Next(200), CancellationToken.None);
            }
        }
    }

    /// <summary>Once: sent again without an id, it would be another like.</summary>
    private async Task LikeAsync(int product, Random random)
    {
        var properties = Properties("product_liked", random);
        if (random.Next(3) == 0)
            properties.MessageId = Guid.NewGuid().ToString();
        var like = new ForeignLike(
            Fingerprints.Of(properties, Encoding.UTF8.GetBytes($"{product}")),
            properties.IsMessageIdPresent(),
            faults.BrokerFaultBounds
        );
        _likes[product] = like;
        try
        {
            await PublishAsync("admin", properties, product);
            like.Confirmed = true;
        }
        catch (Exception failure) when (IsFault(failure))
        {
            // Stored or not; the like is in doubt.
        }
    }

    private static BasicProperties Properties(string name, Random random)
    {
        var properties = new BasicProperties { ContentType = name };
        if (random.Next(3) == 0)
            properties.Timestamp = OddTimestamps.Next(random);
        return properties;
    }

    private async Task PublishAsync(string queue, BasicProperties properties, object body)
    {
        if (_channel is not { IsOpen: true })
            await ConnectAsync();
        await _channel!
            .BasicPublishAsync("", queue, mandatory: true, properties, JsonSerializer.SerializeToUtf8Bytes(body))
            .AsTask()
            .WaitAsync(Answered);
        if (properties.IsTimestampPresent())
            _odd++;
    }

    /// <summary>On a connection of its own, which a fault of the others leaves alone.</summary>
    private async Task ConnectAsync()
    {
        await DisposeAsync();
        _connection = await new ConnectionFactory
        {
            Uri = new Uri(scenario.Broker),
            AutomaticRecoveryEnabled = false,
        }.CreateConnectionAsync();
        _channel = await _connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)
        );
    }

    /// <summary>
    /// Notes of each like when it is through: counted, and its row in inbox_unacknowledged gone, which goes after the acknowledgement is sent. That may still be
    /// on its way to the broker, so the faults until the next look belong to it as well.
    /// </summary>
    private async Task WatchAsync(CancellationToken stopping)
    {
        List<ForeignLike> through = [];
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var db = scenario.OpenAdmin();
                var bounds = faults.BrokerFaultBounds;
                through.ForEach(like => like.After = bounds);
                var open = _likes.Where(like => like.Value.After is null).ToDictionary();
                var counted = await db
                    .Products.AsNoTracking()
                    .Where(product => open.Keys.Contains(product.Id) && product.Likes > 0)
                    .Select(product => product.Id)
                    .ToListAsync(CancellationToken.None);
                var fingerprints = counted.Select(product => open[product].Fingerprint).ToList();
                var unacknowledged = await db.Set<UnacknowledgedMessage>()
                    .Where(row => fingerprints.Contains(row.Fingerprint))
                    .Select(row => row.Fingerprint)
                    .ToListAsync(CancellationToken.None);
                through = [.. counted.Select(product => open[product]).Where(like => !unacknowledged.Contains(like.Fingerprint))];
            }
            catch (Exception failure) when (IsFault(failure))
            {
                // The database is unavailable; what is through is found later.
            }

            await Task.Delay(WatchEvery, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static bool IsFault(Exception failure) =>
        DatabaseFailure.Is(failure)
        || failure is RabbitMQClientException or IOException or TimeoutException or ObjectDisposedException or OperationCanceledException;
}
