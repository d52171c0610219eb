using System.Diagnostics;
using MySqlConnector;
using ProductPlatform.Load.Bench.Clients;
using ProductPlatform.Load.Bench.Measuring;
using ProductPlatform.Load.Bench.Platforms;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Testing;

namespace ProductPlatform.Load.Bench.Workloads;

/// <summary>Events from one service to the other.</summary>
internal static class MessageWorkloads
{
    private const string Limit = "L3: bare RabbitMQ.Client consuming";
    private const int RowsOfStatement = 1000;
    private static readonly TimeSpan DoneWithin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    internal static IEnumerable<Workload> Likes =>
        [new("Likes from commit in Main to count in Admin", Goal.Share(0.5), Limit, CountLikesAsync)];

    internal static IEnumerable<Workload> Products =>
        [new("Product events through Main.Worker", Goal.Share(0.3), Limit, ProjectProductsAsync)];

    /// <summary>Commits many likes' events at once and waits for Admin to have counted them.</summary>
    private static async Task<Measurement> CountLikesAsync(PlatformHost host)
    {
        var platform = await host.UseAsync(ListWorkloads.Small);
        await platform.SettleAsync();
        return await CompareAsync(
            host,
            platform,
            async messages =>
            {
                await using var admin = await Platform.OpenAsync(platform.Scenario.AdminDatabase);
                var counted = await Platform.ReadAsync(admin, LikeLag.CountSql) + messages;
                await CommitLikesAsync(platform, messages);
                return await DrainAsync(admin, LikeLag.CountSql, counted, messages);
            }
        );
    }

    /// <summary>Fills Main.Worker's queue while it is stopped, and lets it go on.</summary>
    private static async Task<Measurement> ProjectProductsAsync(PlatformHost host)
    {
        const string count = "SELECT COUNT(*) FROM product";
        var platform = await host.UseAsync(ListWorkloads.Small);
        await platform.SettleAsync();
        await using var publisher = await PipelinedPublisher.OpenAsync(platform.Scenario.Broker);
        // Above what the products' own workload creates.
        var next = 10_000_000;
        return await CompareAsync(
            host,
            platform,
            async messages =>
            {
                await using var main = await Platform.OpenAsync(platform.Scenario.MainDatabase);
                var counted = await Platform.ReadAsync(main, count) + messages;
                await platform.MainWorker.FreezeAsync();
                try
                {
                    await publisher.PublishAsync(
                        Topology.MainQueue,
                        Enumerable
                            .Range(next, messages)
                            .Select(id => Events.ProductSaved(EventNames.ProductCreated, id, BulkRows.Title(id), ProductVersions.First))
                    );
                }
                finally
                {
                    await platform.MainWorker.ResumeAsync();
                }

                next += messages;
                return await DrainAsync(main, count, counted, messages);
            }
        );
    }

    private static async Task<Measurement> CompareAsync(PlatformHost host, Platform platform, Func<int, Task<Sample>> consume)
    {
        List<double> published = [];
        var measured = await new Comparison(host.Options, platform.NewMeter()) { Settle = platform.SettleAsync }.RunAsync(
            _ => consume(host.Options.Messages),
            async _ =>
            {
                var samples = await host.ConsumeAsync();
                published.Add(samples.Published.Rate);
                return samples.Consumed;
            }
        );
        return measured with
        {
            Notes = [.. measured.Notes, $"the limit published {published.Order().ElementAt(published.Count / 2):N0}/s"],
        };
    }

    private static async Task CommitLikesAsync(Platform platform, int messages)
    {
        await using var main = await Platform.OpenAsync(platform.Scenario.MainDatabase);
        await using var transaction = await main.BeginTransactionAsync();
        foreach (var chunk in Enumerable.Range(1, messages).Chunk(RowsOfStatement))
        {
            var rows = chunk.Select(number =>
                $"('{Guid.CreateVersion7()}', 'product_liked', 'product_liked', '{(number % platform.Products) + 1}', {number}, UTC_TIMESTAMP(6), 0)"
            );
            await using var insert = new MySqlCommand(
                $"INSERT INTO outbox (message_id, exchange, type, body, user_id, occurred_at, attempts) VALUES {string.Join(',', rows)}",
                main,
                transaction
            );
            await insert.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    private static async Task<Sample> DrainAsync(MySqlConnection connection, string countSql, long counted, int messages)
    {
        var started = Stopwatch.GetTimestamp();
        await Eventually.IsTrueAsync(
            async () => await Platform.ReadAsync(connection, countSql) >= counted,
            $"{messages} messages are consumed",
            DoneWithin,
            Look
        );
        return new Sample(messages, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }
}
