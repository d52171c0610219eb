using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Tests.Messaging;

namespace ProductPlatform.Tests.Chaos;

/// <summary>What the two databases and the broker say after the storm.</summary>
internal sealed record Verdict(
    int Stored, long Counted, long Lost, long Double, int Different, int Forgotten, int Pending, int PoisonMissing, int InnocentDead, TimeSpan Converged)
{
    /// <summary>Everything is where it belongs.</summary>
    internal bool Good => Lost == 0 && Double == 0 && Different == 0 && Forgotten == 0 && Pending == 0 && PoisonMissing == 0 && InnocentDead == 0;

    /// <summary>Waits until nothing is on its way any more, then compares.</summary>
    internal static async Task<Verdict> ReachAsync(Scenario scenario, Load load, Tamperer tamperer, ChaosOptions options)
    {
        var started = Stopwatch.GetTimestamp();
        HashSet<string> dead = [];
        while (true)
        {
            var pending = await PendingAsync(scenario, dead);
            var verdict = await CompareAsync(scenario, load, tamperer, dead, pending, Stopwatch.GetElapsedTime(started));
            if (verdict.Good || verdict.Converged > options.ConvergeWithin)
                return verdict;
            await Task.Delay(99);
        }
    }

    /// <summary>What waits in outboxes and queues; the dead are collected on the way.</summary>
    private static async Task<int> PendingAsync(Scenario scenario, HashSet<string> dead)
    {
        var pending = await Scenario.OutboxDepthAsync(scenario.OpenAdmin()) + await Scenario.OutboxDepthAsync(scenario.OpenMain());
        await using var channel = await scenario.OpenChannelAsync();
        foreach (var queue in (string[])["main", "admin"])
        {
            pending += (int)await channel.CountAsync(queue);
            while (await channel.BasicGetAsync($"{queue}.dead", autoAck: true) is { } message)
                dead.Add(message.BasicProperties.MessageId ?? "");
        }

        return pending;
    }

    private static async Task<Verdict> CompareAsync(Scenario scenario, Load load, Tamperer tamperer, HashSet<string> dead, int pending, TimeSpan converged)
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
            Lost: balance.Where(difference => difference < 0).Sum(difference => -difference) + Math.Max(0, load.AcceptedLikes - stored),
            Double: balance.Where(difference => difference > 0).Sum(),
            Different: products.Keys.Union(copies.Keys).Count(id => !(products.TryGetValue(id, out var product) && copies.TryGetValue(id, out var copy)
                && product.Title == copy.Title && product.Image == copy.Image)),
            Forgotten: load.Acknowledged.Count(told => told.Value != (products.TryGetValue(told.Key, out var product) ? product.Title : null)),
            Pending: pending,
            PoisonMissing: tamperer.Poison.Keys.Count(id => !dead.Contains(id)),
            InnocentDead: dead.Count(id => !tamperer.Poison.ContainsKey(id) && !tamperer.Attempted.Contains(id)),
            Converged: converged);
    }

    internal string Table(Load load, Faults faults, Tamperer tamperer, ChaosOptions options)
    {
        var table = new StringBuilder();
        Line("seed", options.Seed);
        Line("load", $"{options.Duration.TotalMinutes:0.#} min, {options.Clients} clients");
        foreach (var (answer, count) in load.Answers.OrderBy(answer => answer.Key, StringComparer.Ordinal))
            Line(answer, count);
        foreach (var (fault, count) in faults.Counts.OrderBy(fault => fault.Key, StringComparer.Ordinal))
            Line(fault, count);
        Line("messages put back twice, shuffled", tamperer.Duplicated);
        Line("product changes accepted", load.AcceptedChanges);
        Line("likes accepted", load.AcceptedLikes);
        Line("likes stored (also when the answer was lost)", Stored);
        Line("likes counted, of products that still are", Counted);
        Line("likes lost", Lost);
        Line("likes double", Double);
        Line("products different in the two databases", Different);
        Line("accepted changes forgotten", Forgotten);
        Line("still on their way", Pending);
        Line("poison sent", tamperer.Poison.Count);
        Line("poison not in the dead queues", PoisonMissing);
        Line("innocent messages in the dead queues", InnocentDead);
        Line("converged after the last fault", string.Create(CultureInfo.InvariantCulture, $"{Converged.TotalSeconds:0.0} s"));
        return table.ToString();

        void Line(string what, object value) => table.AppendLine(CultureInfo.InvariantCulture, $"  {what,-46} {value,16}");
    }
}
