using Admin.Data.Products;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Messaging.DeadLetters;
using ProductPlatform.Testing;
using RabbitMQ.Client;

namespace ProductPlatform.Tests.Platform;

/// <summary>Admin's worker over a database with one product, and an operator's access to its dead letters.</summary>
internal sealed class DeadLetterScenario : IAsyncDisposable
{
    internal const string Queue = Topology.AdminQueue;

    private DeadLetterScenario(Scenario scenario) => (Scenario, Box) = (scenario, BoxOf(scenario));

    internal Scenario Scenario { get; }

    internal DeadLetterBox Box { get; }

    internal IHost Worker { get; private set; } = null!;

    internal IChannel Channel { get; private set; } = null!;

    internal int Product { get; private set; }

    internal static async Task<DeadLetterScenario> StartAsync()
    {
        var dead = new DeadLetterScenario(await Scenario.CreateAsync());
        await using (var db = dead.Scenario.OpenAdmin())
        {
            var product = new Product { Title = "t", Image = "i" };
            db.Products.Add(product);
            await db.SaveChangesAsync();
            dead.Product = product.Id;
        }

        dead.Worker = await dead.Scenario.StartAdminWorkerAsync();
        await dead.Scenario.WaitForQueueAsync("admin.dead");
        dead.Channel = await dead.Scenario.OpenChannelAsync();
        return dead;
    }

    public ValueTask DisposeAsync() => Scenario.DisposeAsync();

    /// <summary>Another operator's.</summary>
    internal DeadLetterBox NewBox() => BoxOf(Scenario);

    internal Task<DeadLetterSession> OpenSessionAsync(CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory { Uri = new Uri(Scenario.Broker), AutomaticRecoveryEnabled = false };
        return DeadLetterSession.OpenAsync(factory, Queue, TimeProvider.System, cancellationToken);
    }

    /// <summary>Puts a like into the dead-letter queue, valid by now, as after the repair of what was wrong.</summary>
    internal ValueTask BuryAsync(string? messageId) =>
        Channel.SendAsync(
            "admin.dead",
            "product_liked",
            $"{Product}",
            messageId,
            new Dictionary<string, object?>
            {
                ["x-reason"] = "a fault that is repaired by now",
                ["x-first-failure"] = "2026-01-01T00:00:00.0000000+00:00",
                ["x-last-failure"] = "2026-01-01T00:00:01.0000000+00:00",
                ["x-original-exchange"] = "product_liked",
                ["x-original-routing-key"] = "product_liked",
            }
        );

    internal Task DeadAreAsync(uint count) =>
        Eventually.IsTrueAsync(async () => await Channel.CountAsync("admin.dead") == count, $"{count} messages are dead");

    private static DeadLetterBox BoxOf(Scenario scenario) => DeadLetterBox.At(scenario.Broker, new ConfigurationBuilder().Build());
}
