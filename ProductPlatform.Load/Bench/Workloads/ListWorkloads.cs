using System.Net;
using ProductPlatform.Load.Bench.Clients;
using ProductPlatform.Load.Bench.Limits;
using ProductPlatform.Load.Bench.Measuring;
using ProductPlatform.Load.Bench.Platforms;

namespace ProductPlatform.Load.Bench.Workloads;

/// <summary>Whole lists and the answer to who has them already.</summary>
internal static class ListWorkloads
{
    internal const string AdminList = "/api/products";
    internal const string MainList = "/flask/api/products";
    internal const int Small = 100;
    internal const int Medium = 6250;

    internal const string Limit = "L1: bare Kestrel, same bytes";

    internal static IEnumerable<Workload> OfSmallCatalogue =>
        [
            List($"GET {MainList}, {Small} products", MainList, Small),
            List($"GET {AdminList}, {Small} products", AdminList, Small),
            new($"GET {MainList}, unchanged (304)", Goal.Share(0.9), "L1: bare Kestrel answering 304", UnchangedAsync),
        ];

    internal static IEnumerable<Workload> OfMediumCatalogue =>
        [List($"GET {MainList}, {Medium} products", MainList, Medium), List($"GET {AdminList}, {Medium} products", AdminList, Medium)];

    internal static Replica Api(this Platform platform, string path) =>
        path.StartsWith(MainList, StringComparison.Ordinal) ? platform.MainApi : platform.AdminApi;

    private static Workload List(string name, string path, int products) =>
        new(name, Goal.Share(0.9), Limit, host => ListAsync(host, path, products));

    private static async Task<Measurement> ListAsync(PlatformHost host, string path, int products)
    {
        var platform = await host.UseAsync(products);
        using var client = new LoadClient(platform.Api(path).Address);
        await using var limit = await HttpLimitProcess.StartAsync(await FixedAnswer.ReadAsync(client, path));
        var service = new Wrk(platform.Api(path).Address, new WrkRequest(path));
        var measured = await new Comparison(host.Options, platform.NewMeter()) { LimitMeter = limit.NewMeter() }.RunAsync(
            service.RunAsync,
            new Wrk(limit.Address, new WrkRequest(path)).RunAsync
        );
        return measured with
        {
            OpenLoop = await OpenLoop.RunAsync(
                OpenLoop.RateBeside(measured.Throughput!),
                host.Options.Round,
                () => client.SendAsync(HttpMethod.Get, path)
            ),
        };
    }

    private static async Task<Measurement> UnchangedAsync(PlatformHost host)
    {
        var platform = await host.UseAsync(Small);
        using var client = new LoadClient(platform.MainApi.Address);
        var answer = await FixedAnswer.ReadAsync(client, MainList);
        await using var limit = await HttpLimitProcess.StartAsync(answer);
        using var limitClient = new LoadClient(limit.Address);
        foreach (var server in (LoadClient[])[client, limitClient])
        {
            if (await server.StatusAsync(MainList, answer.EntityTag!) is not HttpStatusCode.NotModified and var status)
                throw new InvalidOperationException($"A list that is known was answered with {(int)status}.");
        }

        var known = new Dictionary<string, string> { ["If-None-Match"] = answer.EntityTag! };
        return await new Comparison(host.Options, platform.NewMeter()) { LimitMeter = limit.NewMeter() }.RunAsync(
            new Wrk(platform.MainApi.Address, new WrkRequest(MainList)) { Headers = known }.RunAsync,
            new Wrk(limit.Address, new WrkRequest(MainList)) { Headers = known }.RunAsync
        );
    }
}
