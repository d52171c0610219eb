using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Testing;

namespace ProductPlatform.Load;

/// <summary>What the two databases and the broker hold after the run.</summary>
internal sealed record Verdict(
    int Stored,
    long Counted,
    long Lost,
    long Double,
    int Different,
    int Forgotten,
    IReadOnlyDictionary<string, int> Pending,
    int PoisonMissing,
    int InnocentDead,
    ForeignLikes Foreign
)
{
    /// <summary>Something was done, everything is where it belongs, and was in time.</summary>
    internal bool Good => Stored > 0 && Whole && Foreign.Whole && InTime;

    /// <summary>From the last fault until everything was where it belongs, but for messages without an id.</summary>
    private TimeSpan Converged { get; init; }

    /// <summary>From the last fault until those were, too, and the broker had an acknowledgement of every message.</summary>
    private TimeSpan Settled { get; init; }

    private bool InTime { get; init; }

    private bool Whole =>
        Lost == 0 && Double == 0 && Different == 0 && Forgotten == 0 && Pending.Count == 0 && PoisonMissing == 0 && InnocentDead == 0;

    /// <summary>Compares until nothing is missing and every message acknowledged, after which nothing can come again; or until the time for it is over.</summary>
    internal static async Task<Verdict> ReachAsync(
        Scenario scenario,
        Load load,
        Tamperer tamperer,
        ForeignProducer? foreign,
        ChaosOptions options
    )
    {
        var started = Stopwatch.GetTimestamp();
        TimeSpan? converged = null;
        var acknowledged = false;
        HashSet<string> dead = [];
        while (true)
        {
            var pending = await PendingAsync(scenario, dead);
            var elapsed = Stopwatch.GetElapsedTime(started);
            var verdict = await CompareAsync(scenario, load, tamperer, foreign, dead, pending);
            converged = verdict.Whole ? converged ?? elapsed : null;
            if (acknowledged || elapsed > options.GiveUpAfter)
            {
                return verdict with
                {
                    Converged = converged ?? elapsed,
                    Settled = elapsed,
                    InTime = converged <= options.ConvergeWithin && elapsed <= options.ConvergeWithin + options.WithoutIdWithin,
                };
            }

            // Looked at once more afterwards: what was not acknowledged may have been counted in between.
            acknowledged = verdict.Whole && verdict.Foreign.Lost == 0 && await IsAcknowledgedAsync(scenario);
            await Task.Delay(99);
        }
    }

    private static async Task<bool> IsAcknowledgedAsync(Scenario scenario) =>
        (
            await scenario.Servers.RabbitMqCtlAsync(
                "list_queues",
                "-p",
                new Uri(scenario.Broker).AbsolutePath[1..],
                "--no-table-headers",
                "messages"
            )
        )
            .Split('\n')
            .All(count => count.Trim() is "" or "0");

    /// <summary>How much waits in which outbox or queue; the dead are collected on the way.</summary>
    private static async Task<IReadOnlyDictionary<string, int>> PendingAsync(Scenario scenario, HashSet<string> dead)
    {
        Dictionary<string, int> pending = new()
        {
            ["waiting in Admin's outbox"] = await Scenario.OutboxDepthAsync(scenario.OpenAdmin()),
            ["waiting in Main's outbox"] = await Scenario.OutboxDepthAsync(scenario.OpenMain()),
        };
        await using var channel = await scenario.OpenChannelAsync();
        foreach (var queue in (string[])["main", "admin"])
        {
            pending[$"waiting in the queue {queue}"] = (int)await channel.CountAsync(queue);
            while (await channel.BasicGetAsync($"{queue}.dead", autoAck: true) is { } message)
                dead.Add(message.BasicProperties.MessageId ?? "");
        }

        return pending.Where(place => place.Value > 0).ToDictionary();
    }

    private static async Task<Verdict> CompareAsync(
        Scenario scenario,
        Load load,
        Tamperer tamperer,
        ForeignProducer? foreign,
        HashSet<string> dead,
        IReadOnlyDictionary<string, int> pending
    )
    {
        await using var admin = scenario.OpenAdmin();
        await using var main = scenario.OpenMain();
        var products = await admin.Products.AsNoTracking().ToDictionaryAsync(product => product.Id);
        var copies = await main
            .Products.AsNoTracking()
            .Where(product => product.DeletedAt == null)
            .ToDictionaryAsync(product => product.Id);
        var likes = await main
            .Likes.GroupBy(like => like.ProductId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count);

        // A foreign like has no row at Main, where the users' likes are.
        var users = products.Values.Where(product => foreign?.Likes.ContainsKey(product.Id) != true).ToList();
        var balance = users.Select(product => (long)(product.Likes - product.InitialLikes) - likes.GetValueOrDefault(product.Id)).ToList();
        var stored = likes.Values.Sum();
        return new Verdict(
            Stored: stored,
            Counted: users.Sum(product => (long)(product.Likes - product.InitialLikes)),
            Lost: balance.Where(difference => difference < 0).Sum(difference => -difference)
                + load.AcceptedLikes.Sum(told => Math.Max(0, told.Value - likes.GetValueOrDefault(told.Key))),
            Double: balance.Where(difference => difference > 0).Sum()
                + likes.Sum(like =>
                    Math.Max(
                        0,
                        like.Value - load.AcceptedLikes.GetValueOrDefault(like.Key) - load.DoubtfulLikes.GetValueOrDefault(like.Key)
                    )
                ),
            Different: products
                .Keys.Union(copies.Keys)
                .Count(id =>
                    !(
                        products.TryGetValue(id, out var product)
                        && copies.TryGetValue(id, out var copy)
                        && product.Title == copy.Title
                        && product.Image == copy.Image
                    )
                ),
            Forgotten: load.Acknowledged.Count(told =>
                told.Value != (products.TryGetValue(told.Key, out var product) ? product.Title : null)
            ),
            Pending: pending,
            PoisonMissing: tamperer.Poison.Keys.Count(id => !dead.Contains(id)),
            InnocentDead: dead.Count(id => !tamperer.Poison.ContainsKey(id) && !tamperer.Attempted.Contains(id)),
            Foreign: ForeignLikes.From(foreign, products.Values)
        );
    }

    internal void Describe(Report report, Load load, Tamperer tamperer)
    {
        report
            .Line("product changes accepted", load.AcceptedChanges)
            .Line("likes accepted", load.AcceptedLikes.Values.Sum())
            .Line("likes in doubt, their answer lost", load.DoubtfulLikes.Values.Sum())
            .Line("likes stored", Stored)
            .Line("likes counted, of products that still are", Counted)
            .Line("likes lost", Lost)
            .Line("likes double", Double)
            .Line("products different in the two databases", Different)
            .Line("accepted changes forgotten", Forgotten)
            .Line("still on their way", Pending.Values.Sum())
            .Lines(Pending)
            .Line("poison sent", tamperer.Poison.Count)
            .Line("poison not in the dead-letter queues", PoisonMissing)
            .Line("other messages in the dead-letter queues", InnocentDead);
        Foreign.Describe(report);
        report.Line("converged after the last fault", Seconds(Converged)).Line("every message acknowledged after", Seconds(Settled));
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
