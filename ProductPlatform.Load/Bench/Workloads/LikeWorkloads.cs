using System.Globalization;
using ProductPlatform.Load.Bench.Clients;
using ProductPlatform.Load.Bench.Limits;
using ProductPlatform.Load.Bench.Measuring;
using ProductPlatform.Load.Bench.Platforms;

namespace ProductPlatform.Load.Bench.Workloads;

/// <summary>Likes through the API: each by a user picked at random, so nearly always a new pair.</summary>
internal static class LikeWorkloads
{
    internal const string Limit = "L2: bare MySqlConnector, same rows";

    internal static IEnumerable<Workload> All =>
        [
            new("POST like, new (user, product)", Goal.Share(2.0), Limit, ManyAsync),
            new("POST like, all on one product", Goal.Share(0.8), "the same over many products", OneAsync),
        ];

    internal static Wrk OverMany(Platform platform) =>
        new(platform.MainApi.Address, [.. Enumerable.Range(1, platform.Products).Select(Like)]) { MayRefuse = true };

    /// <summary>Likes one of the products; false when the user liked it before.</summary>
    internal static Task<bool> LikeAsync(LoadClient client, Platform platform) =>
        client.SendAsync(HttpMethod.Post, Path(Random.Shared.Next(1, platform.Products + 1)));

    private static WrkRequest Like(int product) => new(Path(product), "POST");

    private static string Path(int product) => string.Create(CultureInfo.InvariantCulture, $"{ListWorkloads.MainList}/{product}/like");

    private static async Task<Measurement> ManyAsync(PlatformHost host)
    {
        var platform = await host.UseAsync(ListWorkloads.Small);
        var before = await CountAsync(platform);
        long accepted = 0;
        var measured = await new Comparison(host.Options, platform.NewMeter()) { Settle = platform.SettleAsync }.RunAsync(
            async time =>
            {
                var sample = await OverMany(platform).RunAsync(time);
                accepted += sample.Operations;
                return sample;
            },
            time => host.WriteRowsAsync(RowKind.Like, time)
        );
        var stored = await CountAsync(platform) - before;
        if (stored < accepted)
            throw new InvalidOperationException($"{accepted} likes were accepted, and {stored} are stored.");

        using var client = new LoadClient(platform.MainApi.Address);
        var rate = OpenLoop.RateBeside(measured.Throughput!);
        var open = await OpenLoop.RunAsync(rate, host.Options.Round, () => LikeAsync(client, platform));
        await platform.SettleAsync();
        return measured with { OpenLoop = open };
    }

    private static async Task<Measurement> OneAsync(PlatformHost host)
    {
        var platform = await host.UseAsync(ListWorkloads.Small);
        var next = 0;
        return await new Comparison(host.Options, platform.NewMeter()) { Settle = platform.SettleAsync }.RunAsync(
            // Another product each time: the users that have not liked it yet become fewer.
            time => new Wrk(platform.MainApi.Address, Like((next++ % platform.Products) + 1)) { MayRefuse = true }.RunAsync(time),
            async time =>
            {
                var sample = await OverMany(platform).RunAsync(time);
                await platform.SettleAsync();
                return sample;
            }
        );
    }

    private static async Task<long> CountAsync(Platform platform)
    {
        await using var connection = await Platform.OpenAsync(platform.Scenario.MainDatabase);
        return await Platform.ReadAsync(connection, "SELECT COUNT(*) FROM product_user");
    }
}
