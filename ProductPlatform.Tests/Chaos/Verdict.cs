using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Tests.Messaging;

namespace ProductPlatform.Tests.Chaos;

/// <summary>What the two databases and the broker say after the storm.</summary>
internal sealed record Verdict(
    int Stored, long Counted, long Lost, long Double, int Different, int Forgotten, IReadOnlyDictionary<string, int> Pending, int PoisonMissing, int InnocentDead, TimeSpan Converged, bool InTime)
{
    /// <summary>Something was done, everything is where it belongs, and was in time.</summary>
    internal bool Good => Stored > 0 && Whole && InTime;

    private bool Whole => Lost == 0 && Double == 0 && Different == 0 && Forgotten == 0 && Pending.Count == 0 && PoisonMissing == 0 && InnocentDead == 0;

    /// <summary>Compares until nothing is missing, or the time for it is over.</summary>
    internal static async Task<Verdict> ReachAsync(Scenario scenario, Load load, Tamperer tamperer, ChaosOptions options)
    {
        var started = Stopwatch.GetTimestamp();
        HashSet<string> dead = [];
        while (true)
        {
            var pending = await PendingAsync(scenario, dead);
            var converged = Stopwatch.GetElapsedTime(started);
            var verdict = await CompareAsync(scenario, load, tamperer, dead, pending);
            if (verdict.Whole || converged > options.GiveUpAfter)
                return verdict with { Converged = converged, InTime = converged <= options.ConvergeWithin };
            await Task.Delay(99);
        }
    }

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

    private static async Task<Verdict> CompareAsync(Scenario scenario, Load load, Tamperer tamperer, HashSet<string> dead, IReadOnlyDictionary<string, int> pending)
    {
        await using var admin = scenario.OpenAdmin();
        await using var main = scenario.OpenMain();
        var products = await admin.Products.AsNoTracking().ToDictionaryAsync(product => product.Id);
        var copies = await main.Products.AsNoTracking().Where(product => product.DeletedAt == null).ToDictionaryAsync(product => product.Id);
        var likes = await main.Likes.GroupBy(like => like.ProductId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count);

        var balance = products.Values.Select(product => (long)(product.Likes - product.InitialLikes) - likes.GetValueOrDefault(product.Id)).ToList();
        var stored = likes.Values.Sum();
        return new Verdict(
            Stored: stored,
            Counted: products.Values.Sum(product => (long)(product.Likes - product.InitialLikes)),
            Lost: balance.Where(difference => difference < 0).Sum(difference => -difference)
                + load.AcceptedLikes.Sum(told => Math.Max(0, told.Value - likes.GetValueOrDefault(told.Key))),
            Double: balance.Where(difference => difference > 0).Sum()
                + likes.Sum(like => Math.Max(0, like.Value - load.AcceptedLikes.GetValueOrDefault(like.Key) - load.DoubtfulLikes.GetValueOrDefault(like.Key))),
            Different: products.Keys.Union(copies.Keys).Count(id => !(products.TryGetValue(id, out var product) && copies.TryGetValue(id, out var copy)
                && product.Title == copy.Title && product.Image == copy.Image)),
            Forgotten: load.Acknowledged.Count(told => told.Value != (products.TryGetValue(told.Key, out var product) ? product.Title : null)),
            Pending: pending,
            PoisonMissing: tamperer.Poison.Keys.Count(id => !dead.Contains(id)),
            InnocentDead: dead.Count(id => !tamperer.Poison.ContainsKey(id) && !tamperer.Attempted.Contains(id)),
            Converged: default,
            InTime: false);
    }

    internal void Describe(Report report, Load load, Tamperer tamperer) => report
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
        .Line("poison not in the dead queues", PoisonMissing)
        .Line("innocent messages in the dead queues", InnocentDead)
        .Line("converged after the last fault", string.Create(CultureInfo.InvariantCulture, $"{Converged.TotalSeconds:0.0} s"));
}
