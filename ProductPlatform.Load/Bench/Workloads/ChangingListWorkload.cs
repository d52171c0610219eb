using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ProductPlatform.Load.Bench.Clients;
using ProductPlatform.Load.Bench.Limits;
using ProductPlatform.Load.Bench.Measuring;
using ProductPlatform.Load.Bench.Platforms;
using ProductPlatform.Messaging.Contracts;
using RabbitMQ.Client;

namespace ProductPlatform.Load.Bench.Workloads;

/// <summary>
/// The list while products change. The products change one after another, round and round, and each title has the number of its change; so the highest number
/// in an answer tells every other number of that moment, and an answer that mixes two moments shows it.
/// </summary>
internal static partial class ChangingListWorkload
{
    private const int ChangesPerSecond = 100;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    internal static IEnumerable<Workload> All =>
        [
            new(
                $"GET {ListWorkloads.MainList}, {ListWorkloads.Small} products, {ChangesPerSecond} changes/s",
                Goal.Share(0.6),
                ListWorkloads.Limit,
                RunAsync
            ),
        ];

    private static async Task<Measurement> RunAsync(PlatformHost host)
    {
        var platform = await host.UseAsync(ListWorkloads.Small);
        await platform.SettleAsync();
        using var client = new LoadClient(platform.MainApi.Address);
        await using var limit = await HttpLimitProcess.StartAsync(await FixedAnswer.ReadAsync(client, ListWorkloads.MainList));
        await using var publisher = await PipelinedPublisher.OpenAsync(platform.Scenario.Broker);
        var service = new Wrk(platform.MainApi.Address, new WrkRequest(ListWorkloads.MainList));
        var change = 0;
        var looks = 0;
        var measured = await new Comparison(host.Options, platform.NewMeter())
        {
            LimitMeter = limit.NewMeter(),
            Settle = platform.SettleAsync,
        }.RunAsync(
            async time =>
            {
                using var over = new CancellationTokenSource();
                var changes = ChangeAsync(platform.Products, over.Token);
                var checks = CheckAsync(over.Token);
                var sample = await service.RunAsync(time);
                await over.CancelAsync();
                await Task.WhenAll(changes, checks);
                return sample;
            },
            new Wrk(limit.Address, new WrkRequest(ListWorkloads.MainList)).RunAsync
        );
        return measured with { Notes = [.. measured.Notes, $"{change} changes; {looks} answers read, each a complete state of the list"] };

        async Task ChangeAsync(int products, CancellationToken over)
        {
            // What is due and not sent yet goes out at once, in order: a slow confirm does not make the changes fewer.
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / ChangesPerSecond));
            var first = change;
            var started = Stopwatch.GetTimestamp();
            while (!over.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None))
            {
                var due = first + (int)(Stopwatch.GetElapsedTime(started).TotalSeconds * ChangesPerSecond);
                await publisher.PublishAsync(Topology.MainQueue, Enumerable.Range(change + 1, due - change).Select(Change));
                change = due;
            }

            (BasicProperties, byte[]) Change(int number)
            {
                var product = ((number - 1) % products) + 1;
                return Events.ProductSaved(
                    EventNames.ProductUpdated,
                    product,
                    $"{BulkRows.Title(product)}, change {number}",
                    1 + ((number + products - 1) / products)
                );
            }
        }

        async Task CheckAsync(CancellationToken over)
        {
            while (!over.IsCancellationRequested)
            {
                using var response = await client.GetAsync(ListWorkloads.MainList);
                Check(await response.Content.ReadAsByteArrayAsync(CancellationToken.None), platform.Products);
                looks++;
                await Task.Delay(BetweenLooks, CancellationToken.None);
            }
        }
    }

    /// <exception cref="InvalidOperationException">The list never was so.</exception>
    internal static void Check(byte[] body, int products)
    {
        using var list = JsonDocument.Parse(body);
        var changes = list
            .RootElement.EnumerateArray()
            .ToDictionary(
                product => product.GetProperty("id").GetInt32(),
                product =>
                    ChangeNumber().Match(product.GetProperty("title").GetString()!) is { Success: true } number
                        ? int.Parse(number.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
                        : product.GetProperty("id").GetInt32() - products
            );
        if (changes.Count != products)
            throw new InvalidOperationException($"The list has {changes.Count} of {products} products.");
        var last = changes.Values.Max();
        // Before the first change nothing has a number, and the formula gives each product its own.
        if (changes.FirstOrDefault(change => change.Value != last - Modulo(last - change.Key, products)) is { Key: > 0 } torn)
            throw new InvalidOperationException($"Torn: product {torn.Key} has change {torn.Value} in a list whose last is {last}.");
    }

    private static int Modulo(int number, int by) => ((number % by) + by) % by;

    [GeneratedRegex(", change ([0-9]+)$")]
    private static partial Regex ChangeNumber();
}
