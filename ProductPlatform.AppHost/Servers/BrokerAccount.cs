using System.Text.RegularExpressions;
using ProductPlatform.Messaging.Contracts;

namespace ProductPlatform.AppHost.Servers;

/// <summary>
/// A service's account on the native broker. Every process declares the whole topology, so each account may configure it; what it publishes
/// and what it reads is its service's part (https://www.rabbitmq.com/docs/access-control#authorisation).
/// </summary>
internal sealed record BrokerAccount(string Name, string Write, string Read)
{
    // Replayed dead letters go to the queue itself, by the exchange without a name.
    private const string DefaultExchange = "amq.default";
    private static readonly string AnyReplayQueue = $@"{Regex.Escape(Topology.ReplayQueuePrefix)}.+";
    private static readonly string[] Exchanges = [Topology.ProductExchange, Topology.LikeExchange, Topology.DeadLetterExchange];

    /// <summary>Publishes product events, counts likes, and works on both dead-letter queues in the dashboard.</summary>
    public static readonly BrokerAccount Admin = For(
        "admin",
        Topology.ProductExchange,
        [.. Family(Topology.AdminQueue), .. Family(Topology.DeadQueue(Topology.MainQueue))]
    );

    /// <summary>Publishes likes and applies product events.</summary>
    public static readonly BrokerAccount Main = For("main", Topology.LikeExchange, Family(Topology.MainQueue));

    public static IReadOnlyList<BrokerAccount> All => [Admin, Main];

    public static string Configure =>
        Pattern([.. Exchanges.Select(Regex.Escape), .. Family(Topology.MainQueue), .. Family(Topology.AdminQueue), AnyReplayQueue]);

    // To bind a queue is to write to it and to read from the exchange.
    private static BrokerAccount For(string name, string exchange, string[] queues) =>
        new(
            name,
            Pattern([
                Regex.Escape(exchange),
                Regex.Escape(Topology.DeadLetterExchange),
                Regex.Escape(DefaultExchange),
                .. Family(Topology.MainQueue),
                .. Family(Topology.AdminQueue),
            ]),
            Pattern([.. Exchanges.Select(Regex.Escape), .. queues, AnyReplayQueue])
        );

    /// <summary>A queue and those that belong to it, such as its dead-letter queue.</summary>
    private static string[] Family(string queue) => [Regex.Escape(queue), $@"{Regex.Escape(queue)}\..+"];

    private static string Pattern(string[] names) => $"^({string.Join('|', names)})$";
}
